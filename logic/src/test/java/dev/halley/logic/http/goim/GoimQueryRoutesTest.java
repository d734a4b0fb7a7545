package dev.halley.logic.http.goim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.logic.errors.UnavailableException;
import dev.halley.logic.http.RestFixture;
import dev.halley.logic.online.OnlineSnapshot;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoimQueryRoutesTest {
    private static final String JSON = "application/json; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";

    @RegisterExtension
    private final RestFixture rest = new RestFixture("nodes.host-domain=.example.org");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "online/total | {\"conn_count\":12,\"ip_count\":9}",
                "online/room?type=live&rooms=1001&rooms=1000&rooms=9"
                        + " | {\"1000\":3,\"1001\":5,\"9\":0}",
                "online/room?type=live&rooms= | {\"\":0}",
                "online/top?type=live&limit=10"
                        + " | [{\"room_id\":\"1001\",\"count\":5},{\"room_id\":\"1000\",\"count\":3}]",
                "online/top?type=live&limit=1 | [{\"room_id\":\"1001\",\"count\":5}]",
                "online/top?type=live://1000&limit=9 | [{\"room_id\":\"1000\",\"count\":3}]",
                "online/top?type=none&limit=1 | []",
            })
    void answersWhoIsOnline(String request, String data) {
        HttpResponse<String> answer = rest.get("/goim/" + request);

        RestFixture.expect(
                answer, 200, JSON, "{\"code\":0,\"message\":\"\",\"data\":" + data + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "online/top?limit=1 | type: missing (expected: a value)",
                "online/top?type=live | limit: missing (expected: a 32-bit number, not 0)",
                "online/top?type=live&limit=0 | limit: missing (expected: a 32-bit number, not 0)",
                "online/top?type=live&limit=ten | limit: ten (expected: a 32-bit number)",
                "online/room?rooms=1 | type: missing (expected: a value)",
                "online/room?type=live | rooms: missing (expected: at least one)",
            })
    void refusesInTheWordsOfGoim(String request, String why) {
        HttpResponse<String> answer = rest.get("/goim/" + request);

        RestFixture.expect(answer, 400, TEXT, "{\"code\":-400,\"message\":\"" + why + "\"}");
    }

    @ParameterizedTest
    @CsvSource({"platform=android, 10.0.0.1", "platform=web, comet-1.example.org", "x=, 10.0.0.1"})
    void tellsWhereToConnect(String query, String node) {
        HttpResponse<String> answer = rest.get("/goim/nodes/weighted?" + query);

        RestFixture.expect(
                answer,
                200,
                JSON,
                "{\"code\":0,\"message\":\"\",\"data\":{\"domain\":\"127.0.0.1\",\"tcp_port\":4101,"
                        + "\"ws_port\":4102,\"wss_port\":3103,\"heartbeat\":240,\"nodes\":[\""
                        + node
                        + "\"],\"backoff\":{\"max_delay\":300,\"base_delay\":3,\"factor\":1.8,"
                        + "\"jitter\":0.3},\"heartbeat_max\":2}}");
    }

    @Test
    void listsTheComets() {
        HttpResponse<String> answer = rest.get("/goim/nodes/instances");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"code\":0,\"message\":\"\",\"data\":[{\"region\":\"sh\"")
                .contains("\"hostname\":\"comet-1\"", "\"addrs\":[\"grpc://10.0.0.1:3109\"]")
                .contains("\"conn_count\":\"12\"", "\"ip_count\":\"9\"", "\"weight\":\"10\"");
    }

    @Test
    void namesTheDefaultDomainWhenThereIsNoComet() {
        try (RestFixture alone = new RestFixture(List.of(), "nodes.default-domain=conn.test")) {
            HttpResponse<String> weighted = alone.get("/goim/nodes/weighted?platform=web");
            HttpResponse<String> instances = alone.get("/goim/nodes/instances");

            assertThat(weighted.body())
                    .contains("\"domain\":\"conn.test\"", "\"nodes\":[\"conn.test\"]");
            assertThat(instances.body()).isEqualTo("{\"code\":0,\"message\":\"\",\"data\":[]}");
        }
    }

    @Test
    void withoutRedisCountsFailAndNodesAreStillNamed() {
        try (RestFixture other = new RestFixture()) {
            other.services.away = new UnavailableException("redis", "redis is away");

            HttpResponse<String> total = other.get("/goim/online/total");
            HttpResponse<String> weighted = other.get("/goim/nodes/weighted");

            RestFixture.expect(total, 500, JSON, "{\"code\":-500,\"message\":\"redis is away\"}");
            assertThat(weighted.statusCode()).isEqualTo(200);
            assertThat(weighted.body()).contains("\"nodes\":[\"10.0.0.1\"]");
        }
    }

    @Test
    void nobodyOnlineIsZero() {
        try (RestFixture other = new RestFixture()) {
            other.services.snapshot = new OnlineSnapshot(Map.of());

            HttpResponse<String> total = other.get("/goim/online/total");

            assertThat(total.body())
                    .isEqualTo(
                            "{\"code\":0,\"message\":\"\","
                                    + "\"data\":{\"conn_count\":0,\"ip_count\":0}}");
        }
    }
}
