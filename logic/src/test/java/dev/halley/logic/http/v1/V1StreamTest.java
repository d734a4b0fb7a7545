package dev.halley.logic.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.halley.api.record.StreamEntry;
import dev.halley.logic.errors.UnavailableException;
import dev.halley.logic.http.RestFixture;
import dev.halley.logic.streams.PageRequest;
import dev.halley.runtime.streams.StreamName;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class V1StreamTest {
    private static final String ROOM = "room:live://1000";

    @RegisterExtension private final RestFixture rest = new RestFixture();

    @BeforeAll
    void start() {
        append("{\"n\": 1.000000000000000000001}", 0);
        append("hello", 0);
        append("\"\u00fc\"", 2000);
        append("", 0);
        append("1 2", 0);
        StreamEntry utf16 = entry(ByteString.copyFrom(new byte[] {0, '1', 0, '2'}), 0);
        rest.services.streams.append(ROOM, utf16);
        rest.services.streams.append("user:a/b+c", entry(ByteString.EMPTY, 0));
        for (int i = 0; i < 4; i++) {
            rest.services.streams.append("user:123", StreamEntry.getDefaultInstance());
        }
    }

    private void append(String payload, long expiresAtMs) {
        rest.services.streams.append(ROOM, entry(ByteString.copyFromUtf8(payload), expiresAtMs));
    }

    private static StreamEntry entry(ByteString payload, long expiresAtMs) {
        return StreamEntry.newBuilder()
                .setMessageId(9_007_199_254_740_993L)
                .setAcceptedAtUs(1_000_002)
                .setExpiresAtMs(expiresAtMs)
                .setOperation(1000)
                .setPayload(payload)
                .build();
    }

    @Test
    void aPayloadStandsAsItWasPushed() {
        HttpResponse<String> answer = rest.get("/v1/streams/" + ROOM + "?limit=3");

        String before =
                "\"id\":\"9007199254740993\",\"operation\":1000,"
                        + "\"accepted_at\":\"1970-01-01T00:00:01.000002Z\",";
        RestFixture.expect(
                answer,
                200,
                "application/json",
                "{\"stream\":\"room:live://1000\",\"epoch\":9,\"first\":\"1\",\"last\":\"6\",\"messages\":["
                        + "{\"offset\":\"1\","
                        + before
                        + "\"payload\":{\"n\": 1.000000000000000000001}},"
                        + "{\"offset\":\"2\","
                        + before
                        + "\"payload_base64\":\"aGVsbG8=\"},"
                        + "{\"offset\":\"3\","
                        + before
                        + "\"expires_at\":\"1970-01-01T00:00:02Z\",\"payload\":\"\u00fc\"}]}");
    }

    @Test
    void whatIsNotOneJsonValueInUtf8IsBase64() {
        JsonObject body = new JsonObject(rest.get("/v1/streams/" + ROOM + "?after=3").body());

        List<String> payloads =
                body.getJsonArray("messages").stream()
                        .map(message -> ((JsonObject) message).getString("payload_base64"))
                        .toList();
        assertThat(payloads).containsExactly("", "MSAy", "ADEAMg==");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/streams/room:live://1000, room:live://1000, 0, 100",
        "/v1/streams/room%3Alive%3A%2F%2F1000?after=5, room:live://1000, 5, 100",
        "/v1/streams/room:live://1000?after=9223372036854775807&limit=1000, room:live://1000, 9223372036854775807, 1000",
        "/v1/streams/user:a%2Fb+c?limit=1, user:a/b+c, 0, 1",
    })
    void asksForWhatTheCallerWants(String path, String stream, long after, int limit) {
        assertThat(rest.get(path).statusCode()).isEqualTo(200);

        assertThat(rest.services.streams.lastPage())
                .isEqualTo(new PageRequest(StreamName.parse(stream).orElseThrow(), after, limit));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/streams/user:123?after=-1 | after: -1 (expected: >= 0)",
                "/v1/streams/user:123?after=x | after: x (expected: a 64-bit number)",
                "/v1/streams/user:123?after=9223372036854775808 | after: 9223372036854775808 (expected: a 64-bit number)",
                "/v1/streams/user:123?limit=0 | limit: 0 (expected: 1..1000)",
                "/v1/streams/user:123?limit=1001 | limit: 1001 (expected: 1..1000)",
                "/v1/streams/user: | stream: user: (expected: user:<user> or room:<type>://<id>)",
                "/v1/streams/room:1000 | stream: room:1000 (expected: user:<user> or room:<type>://<id>)",
                "/v1/streams/room:live:// | stream: room:live:// (expected: user:<user> or room:<type>://<id>)",
                "/v1/streams/all | stream: all (expected: user:<user> or room:<type>://<id>)",
                "/v1/streams/ | stream: missing (expected: a stream in the path)",
            })
    void refusesWhatIsNotRight(String path, String detail) {
        HttpResponse<String> answer = rest.get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(answer.body()).getString("detail")).isEqualTo(detail);
    }

    @Test
    void aStreamThatIsNotThereIsNotBegun() {
        HttpResponse<String> answer = rest.get("/v1/streams/user:nobody");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(new JsonObject(answer.body()).getString("type"))
                .isEqualTo("urn:halley:problem:not-found");
        assertThat(rest.services.streams.exists("user:nobody")).isFalse();
    }

    @Test
    void saysWhenRedisIsAway() {
        rest.services.away = new UnavailableException("redis", "redis is away");

        HttpResponse<String> answer = rest.get("/v1/streams/user:123");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void aUserIsShownWithWhatItHasNotRead() {
        JsonObject user = new JsonObject(rest.get("/v1/users/123").body());

        assertThat(user.getJsonObject("read"))
                .isEqualTo(
                        new JsonObject()
                                .put("epoch", 9)
                                .put("offset", "1")
                                .put("last", "4")
                                .put("unread", "3"));
    }
}
