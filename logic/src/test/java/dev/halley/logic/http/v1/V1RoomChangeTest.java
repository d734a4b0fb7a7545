package dev.halley.logic.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.logic.errors.UnavailableException;
import dev.halley.logic.http.RestFixture;
import dev.halley.logic.push.RoomChange;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class V1RoomChangeTest {
    private static final String BODY = "{\"rooms\":[\"a://1\",\"b://2\"]}";

    @RegisterExtension private final RestFixture rest = new RestFixture();

    @ParameterizedTest
    @CsvSource({"/v1/users/123/rooms, 2", "/v1/sessions/a%2Fb/rooms, 1"})
    void postJoinsAndDeleteLeaves(String path, int sessions) {
        HttpResponse<String> joined = rest.send("POST", path, BODY);
        HttpResponse<String> left = rest.send("DELETE", path, BODY);

        JsonObject expected = new JsonObject().put("id", "9").put("sessions", sessions);
        assertThat(List.of(joined.statusCode(), left.statusCode())).containsExactly(202, 202);
        assertThat(new JsonObject(joined.body())).isEqualTo(expected);
        assertThat(new JsonObject(left.body())).isEqualTo(expected);
        assertThat(rest.services.changes)
                .containsExactly(
                        RoomChange.joining(List.of("a://1", "b://2")),
                        RoomChange.leaving(List.of("a://1", "b://2")));
    }

    @ParameterizedTest
    @CsvSource({"/v1/users/nobody/rooms, user", "/v1/sessions/gone/rooms, key"})
    void whoHasNoSessionIsNotFound(String path, String who) {
        HttpResponse<String> answer = rest.send("POST", path, BODY);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("urn:halley:problem:no-session", who);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"rooms\":[]}",
                "{\"rooms\":\"a://1\"}",
                "{\"rooms\":[1]}",
                "{\"room\":\"a://1\"}",
                "{\"rooms\":[\"a://1\"],\"x\":1}"
            })
    void refusesABodyWithoutRooms(String body) {
        assertThat(rest.send("POST", "/v1/users/123/rooms", body).statusCode()).isEqualTo(400);
        assertThat(rest.send("DELETE", "/v1/users/123/rooms", body).statusCode()).isEqualTo(400);
        assertThat(rest.services.changes).isEmpty();
    }

    @Test
    void answers503WhileRedisIsAway() {
        rest.services.away = new UnavailableException("redis", "redis is away");

        HttpResponse<String> answer = rest.send("DELETE", "/v1/users/123/rooms", BODY);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }
}
