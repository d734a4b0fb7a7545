package dev.halley.logic.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.logic.errors.KeyReusedException;
import dev.halley.logic.errors.UnavailableException;
import dev.halley.logic.http.RestFixture;
import dev.halley.logic.push.PushCommand;
import dev.halley.logic.push.Target;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class V1PushTest {
    @RegisterExtension private final RestFixture rest = new RestFixture();

    @Test
    void acceptsEveryTarget() {
        List<Target> targets =
                List.of(
                        push("\"keys\":[\"a\",\"b,c\"]").target(),
                        push("\"users\":[\"1\"]").target(),
                        push("\"room\":\"live://1\"").target(),
                        push("\"rooms\":[\"live://1\",\"x://y\"]").target(),
                        push("\"all\":true").target(),
                        push("\"all\":true,\"speed\":5").target());

        assertThat(targets)
                .containsExactly(
                        new Target.Keys(List.of("a", "b,c")),
                        new Target.Users(List.of("1")),
                        new Target.Room("live://1"),
                        new Target.Rooms(List.of("live://1", "x://y")),
                        new Target.Everyone(0),
                        new Target.Everyone(5));
    }

    private PushCommand push(String target) {
        HttpResponse<String> answer =
                rest.post("/v1/push", "{" + target + ",\"operation\":5,\"payload\":1}");
        assertThat(answer.body()).isEqualTo("{\"id\":\"7\"}");
        assertThat(answer.statusCode()).isEqualTo(202);
        return rest.services.pushed.poll();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": 1.0, \"b\":[ 1,2 ]}",
                "\"text with \\\" and \\u00e9 and é\"",
                "[]",
                "12345678901234567890.5",
                "-1",
                "null",
                "true",
            })
    void deliversThePayloadAsItIsWritten(String json) {
        for (String after : List.of("", " ", "\n\t ")) {
            rest.post(
                    "/v1/push", "{\"all\":true,\"payload\": " + json + after + ",\"operation\":5}");
            rest.post(
                    "/v1/push", "{\"all\":true,\"operation\":5,\"payload\":" + json + after + "}");

            assertThat(payload()).isEqualTo(json);
            assertThat(payload()).isEqualTo(json);
        }
    }

    private String payload() {
        return rest.services.pushed.poll().payload().toStringUtf8();
    }

    @Test
    void deliversBytesOfBase64() {
        rest.post(
                "/v1/push",
                "{\"all\":true,\"operation\":5,\"payload_base64\":\"AP8=\",\"ttl_s\":60}");

        PushCommand command = rest.services.pushed.poll();
        assertThat(command.payload().toByteArray()).containsExactly(0, 255);
        assertThat(command.ttlSeconds()).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"operation\":5,\"payload\":1} | target | target: missing (expected: one of keys, users, room, rooms, all)",
                "{\"room\":\"a://b\",\"users\":[\"1\"],\"operation\":5,\"payload\":1} | users | users: beside room (expected: one of keys, users, room, rooms, all)",
                "{\"room\":\"a://b\",\"payload\":1} | operation | operation: missing (expected: a whole number)",
                "{\"room\":\"a://b\",\"operation\":5} | payload | payload: missing (expected: payload or payload_base64)",
                "{\"room\":\"a://b\",\"operation\":5,\"payload\":1,\"payload_base64\":\"AA==\"} | payload_base64 | payload_base64: beside payload (expected: either payload or payload_base64, once)",
                "{\"room\":\"a://b\",\"operation\":5,\"payload_base64\":\"?\"} | payload_base64 | payload_base64: not Base64 (expected: Base64 (RFC 4648, section 4))",
                "{\"room\":\"a://b\",\"operation\":\"5\",\"payload\":1} | operation | operation: 5 (expected: a whole number, 0..2147483647)",
                "{\"room\":\"a://b\",\"operation\":5.5,\"payload\":1} | operation | operation: 5.5 (expected: a whole number, 0..2147483647)",
                "{\"room\":\"a://b\",\"operation\":2147483648,\"payload\":1} | operation | operation: 2147483648 (expected: a whole number, 0..2147483647)",
                "{\"room\":\"a://b\",\"operation\":-1,\"payload\":1} | operation | operation: -1 (expected: a whole number, 0..2147483647)",
                "{\"room\":7,\"operation\":5,\"payload\":1} | room | room: 7 (expected: a string)",
                "{\"users\":\"1\",\"operation\":5,\"payload\":1} | users | users: 1 (expected: an array of 1..10000 strings)",
                "{\"users\":[1],\"operation\":5,\"payload\":1} | users | users: 1 (expected: an array of 1..10000 strings)",
                "{\"users\":[],\"operation\":5,\"payload\":1} | users | users: empty (expected: an array of 1..10000 strings)",
                "{\"all\":false,\"operation\":5,\"payload\":1} | all | all: false (expected: true)",
                "{\"room\":\"a://b\",\"speed\":5,\"operation\":5,\"payload\":1} | speed | speed: 5 (expected: only beside all)",
                "{\"all\":true,\"ttl_s\":-1,\"operation\":5,\"payload\":1} | ttl_s | ttl_s: -1 (expected: a whole number, 0..2592000)",
                "{\"all\":true,\"ttl\":1,\"operation\":5,\"payload\":1} | ttl | ttl: unknown (expected: a field of a push)",
                "{\"all\":true,\"operation\":5,\"operation\":6,\"payload\":1} | operation | operation: there twice (expected: once)",
                "[] | body | body: not an object (expected: one JSON object)",
                "{\"all\":true,\"operation\":5,\"payload\":1}{} | body | body: more than one value (expected: one JSON object)",
            })
    void namesTheFieldAtFault(String body, String field, String detail) {
        HttpResponse<String> answer = rest.post("/v1/push", body);

        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(new JsonObject(answer.body()))
                .isEqualTo(
                        new JsonObject()
                                .put("type", "urn:halley:problem:invalid-field")
                                .put("title", "A field is missing or wrong")
                                .put("status", 400)
                                .put("detail", detail)
                                .put("field", field));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(rest.services.pushed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "hello", "{\"all\":tru}", "{\"all\":true,", "{\"payload\":{\"a\"}"})
    void saysWhereItIsNotJson(String body) {
        HttpResponse<String> answer = rest.post("/v1/push", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("urn:halley:problem:invalid-json", "\"field\":\"body\"")
                .doesNotContain("jackson", "at [");
    }

    @Test
    void refusesJsonThatIsNotUtf8() throws Exception {
        byte[] utf16 =
                "{\"all\":true,\"operation\":5,\"payload\":1}".getBytes(StandardCharsets.UTF_16);

        int status = rest.postBytes("/v1/push", utf16).statusCode();

        assertThat(status).isEqualTo(400);
    }

    @Test
    void refusesNestingWithoutEnd() {
        String deep = "{\"payload\":" + "[".repeat(100_000);

        HttpResponse<String> answer = rest.post("/v1/push", deep);

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void answers503WithRetryAfterWhenKafkaIsAway() {
        rest.services.away = new UnavailableException("kafka", "kafka did not answer in 2 s");

        HttpResponse<String> answer =
                rest.post("/v1/push", "{\"all\":true,\"operation\":5,\"payload\":1}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(new JsonObject(answer.body()))
                .isEqualTo(
                        new JsonObject()
                                .put("type", "urn:halley:problem:unavailable")
                                .put("title", "Something this needs is away")
                                .put("status", 503)
                                .put("detail", "kafka did not answer in 2 s"));
    }

    @Test
    void takesTheIdempotencyKeyFromTheHeaderOrTheBody() {
        String push = "{\"all\":true,\"operation\":5,\"payload\":1";
        rest.post("/v1/push", push + "}", "Idempotency-Key", "order 7");
        rest.post("/v1/push", push + ",\"idempotency_key\":\"order 8\"}");
        rest.post("/v1/push", push + "}");

        assertThat(rest.services.pushed)
                .extracting(PushCommand::idempotencyKey)
                .containsExactly(Optional.of("order 7"), Optional.of("order 8"), Optional.empty());
    }

    @Test
    void refusesTwoKeysForOnePush() {
        HttpResponse<String> answer =
                rest.post(
                        "/v1/push",
                        "{\"all\":true,\"operation\":5,\"payload\":1,\"idempotency_key\":\"a\"}",
                        "Idempotency-Key",
                        "b");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("idempotency_key: there twice (expected: once)");
    }

    @Test
    void aBatchHasItsKeysInItsPushes() {
        String push = "{\"all\":true,\"operation\":5,\"payload\":1,\"idempotency_key\":\"a\"}";
        String batch = "{\"pushes\":[" + push + "]}";

        assertThat(rest.post("/v1/push/batch", batch).statusCode()).isEqualTo(200);
        assertThat(rest.services.pushed.poll().idempotencyKey()).contains("a");
        HttpResponse<String> refused = rest.post("/v1/push/batch", batch, "Idempotency-Key", "b");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("idempotency_key in each of its pushes");
    }

    @Test
    void answers409ToAKeyThatStandsForAnotherPush() {
        rest.services.away = new KeyReusedException();

        HttpResponse<String> answer =
                rest.post("/v1/push", "{\"all\":true,\"operation\":5,\"payload\":1}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains("urn:halley:problem:idempotency-key-reused")
                .contains("\"field\":\"idempotency_key\"");
    }

    @Test
    void answersEachPushOfABatchByItself() {
        HttpResponse<String> answer =
                rest.post(
                        "/v1/push/batch",
                        "{\"pushes\":[{\"all\":true,\"operation\":1,\"payload\":\"a\"}, 5 ,"
                                + "{\"all\":true,\"operation\":2,\"payload\":\"b\"},"
                                + "{\"all\":true,\"operation\":3}]}");

        JsonObject body = new JsonObject(answer.body());
        assertThat(answer.statusCode()).isEqualTo(200);
        List<Integer> statuses = new ArrayList<>();
        body.getJsonArray("results")
                .forEach(result -> statuses.add(((JsonObject) result).getInteger("status")));
        assertThat(statuses).containsExactly(202, 400, 202, 400);
        assertThat(body.getJsonArray("results").getJsonObject(0).getString("id")).isEqualTo("7");
        JsonObject last = body.getJsonArray("results").getJsonObject(3);
        assertThat(last.getJsonObject("problem").getString("field")).isEqualTo("payload");
        assertThat(rest.services.pushed)
                .extracting(command -> command.payload().toStringUtf8())
                .containsExactly("\"a\"", "\"b\"");
    }

    @Test
    void batchesHaveALimit() {
        String push = "{\"all\":true,\"operation\":1,\"payload\":1}";

        int full = batch(Collections.nCopies(1000, push));
        int over = batch(Collections.nCopies(1001, push));
        int none = batch(List.of());

        assertThat(List.of(full, over, none)).containsExactly(200, 400, 400);
    }

    private int batch(List<String> pushes) {
        String body = pushes.stream().collect(Collectors.joining(",", "{\"pushes\":[", "]}"));
        return rest.post("/v1/push/batch", body).statusCode();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"pushes\":5}", "{\"pushes\":[],\"x\":1}", "{\"pushs\":[]}"})
    void refusesABatchWithoutPushes(String body) {
        HttpResponse<String> answer = rest.post("/v1/push/batch", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"push");
    }
}
