package dev.halley.logic.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.logic.errors.UnavailableException;
import dev.halley.logic.http.RestFixture;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class V1QueryTest {
    private static final String SESSION =
            "{\"key\":\"k1\",\"user\":\"123\",\"node\":\"comet-1\",\"platform\":\"web\","
                    + "\"transport\":\"websocket\",\"remote_ip\":\"127.0.0.1\","
                    + "\"since\":\"1970-01-01T00:00:01Z\",\"rooms\":[\"live://1000\"],"
                    + "\"accepts\":[1000]}";

    @RegisterExtension private final RestFixture rest = new RestFixture();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "GET | /v1/online | 200 | {\"sessions\":12,\"addresses\":9,\"rooms\":3}",
                "GET | /v1/nodes | 200 | {\"nodes\":[{\"name\":\"comet-1\",\"region\":\"sh\",\"zone\":\"sh001\",\"host\":\"10.0.0.1\",\"tcp_port\":4101,\"ws_port\":4102,\"instance\":\"\",\"state\":\"accepting\",\"weight\":10,\"sessions\":12,\"addresses\":9,\"version\":\"\"}],\"logics\":[],\"jobs\":[]}",
                "GET | /v1/nodes/best?platform=web | 200 | {\"nodes\":[\"10.0.0.1\"],\"domain\":\"127.0.0.1\",\"tcp_port\":4101,\"ws_port\":4102,\"wss_port\":3103,\"candidates\":[{\"name\":\"comet-1\",\"region\":\"sh\",\"zone\":\"sh001\",\"host\":\"10.0.0.1\",\"tcp_port\":4101,\"ws_port\":4102}],\"heartbeat_s\":240,\"heartbeat_max\":2,\"backoff\":{\"max_delay\":300,\"base_delay\":3,\"factor\":1.8,\"jitter\":0.3}}",
                "GET | /v1/users/123 | 200 | {\"user\":\"123\",\"online\":true,\"sessions\":["
                        + SESSION
                        + "]}",
                "GET | /v1/users/456 | 200 | {\"user\":\"456\",\"online\":false,\"sessions\":[],\"last_seen\":\"1970-01-01T00:00:01Z\"}",
                "GET | /v1/users/a%2Fb | 200 | {\"user\":\"a/b\",\"online\":false,\"sessions\":[]}",
                "GET | /v1/users/a+b%20c | 200 | {\"user\":\"a+b c\",\"online\":false,\"sessions\":[]}",
                "GET | /v1/rooms | 200 | {\"rooms\":[{\"room\":\"live://1001\",\"members\":5},{\"room\":\"chat://1\",\"members\":4},{\"room\":\"live://1000\",\"members\":3}],\"total\":3}",
                "GET | /v1/rooms?type=live&limit=1 | 200 | {\"rooms\":[{\"room\":\"live://1001\",\"members\":5}],\"total\":3}",
                "GET | /v1/rooms?type=liv | 200 | {\"rooms\":[],\"total\":3}",
                "GET | /v1/rooms/live://1000 | 200 | {\"room\":\"live://1000\",\"count\":3,\"members\":["
                        + SESSION
                        + "],\"next\":\"c1\"}",
                "GET | /v1/rooms/live%3A%2F%2F1000?cursor=c1 | 200 | {\"room\":\"live://1000\",\"count\":3,\"members\":["
                        + SESSION
                        + "]}",
                "GET | /v1/rooms/none%3A%2F%2F1 | 200 | {\"room\":\"none://1\",\"count\":0,\"members\":[]}",
                "DELETE | /v1/users/123/sessions | 202 | {\"sessions\":2}",
                "DELETE | /v1/users/124/sessions | 202 | {\"sessions\":0}",
                "DELETE | /v1/sessions/a%2Fb | 202 | {\"sessions\":1}",
            })
    void answers(String method, String path, int status, String body) {
        HttpResponse<String> answer = rest.send(method, path, "");

        RestFixture.expect(answer, status, "application/json", body);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/rooms?limit=0, limit",
        "/v1/rooms?limit=1001, limit",
        "/v1/rooms?limit=many, limit",
        "/v1/rooms/live://1?limit=-1, limit",
        "/v1/rooms/1000, room",
        "/v1/rooms/live%3A%2F%2F, room",
    })
    void namesTheParameterAtFault(String path, String field) {
        HttpResponse<String> answer = rest.get(path);

        assertThat(answer.body()).contains("\"status\":400", "\"field\":\"" + field + "\"");
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/push, POST",
        "DELETE, /v1/push/batch, POST",
        "POST, /v1/online, GET",
        "POST, /v1/users/123, GET",
        "GET, /v1/users/123/sessions, DELETE",
        "PUT, /v1/sessions/k1, DELETE",
        "POST, /v1/rooms/live%3A%2F%2F1, GET",
    })
    void saysWhichMethodsAreServed(String method, String path, String allowed) {
        HttpResponse<String> answer = rest.send(method, path, "");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains(allowed);
        assertThat(answer.body()).contains("urn:halley:problem:method-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/nothing", "/v1/users/1/2/3", "/v1/", "/v1/stream/x"})
    void saysThatNothingIsThere(String path) {
        HttpResponse<String> answer = rest.get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.body()).contains("urn:halley:problem:not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/online",
        "GET, /v1/users/123",
        "GET, /v1/rooms",
        "GET, /v1/rooms/live://1000",
        "DELETE, /v1/users/123/sessions",
        "DELETE, /v1/sessions/k1",
    })
    void answers503WithRetryAfterWhenRedisIsAway(String method, String path) {
        rest.services.away = new UnavailableException("redis", "redis is away");

        HttpResponse<String> answer = rest.send(method, path, "");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).contains("\"detail\":\"redis is away\"");
    }
}
