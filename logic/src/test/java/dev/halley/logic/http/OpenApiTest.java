package dev.halley.logic.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.halley.api.record.StreamEntry;
import dev.halley.logic.errors.UnavailableException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the server to the document it serves. */
@Timeout(30)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
    private static final String PUSH = "{\"all\":true,\"operation\":1,\"payload\":{\"a\":[1]}}";
    private static final Map<String, String> EXAMPLES =
            Map.of(
                    "{user}",
                    "123",
                    "{key}",
                    "a%2Fb",
                    "{room}",
                    "live%3A%2F%2F1000",
                    "{stream}",
                    "room%3Alive%3A%2F%2F1000");

    private final OpenApi document;
    @RegisterExtension private final RestFixture rest = new RestFixture();

    OpenApiTest() throws IOException {
        document = OpenApi.load();
    }

    @BeforeAll
    void start() {
        StreamEntry entry =
                StreamEntry.newBuilder()
                        .setMessageId(7)
                        .setExpiresAtMs(5)
                        .setPayload(ByteString.copyFromUtf8("{}"))
                        .build();
        rest.services.streams.append("room:live://1000", entry);
        rest.services.streams.append("room:live://1000", StreamEntry.getDefaultInstance());
        rest.services.streams.append("user:123", entry);
    }

    @Test
    void servesTheDocument() {
        HttpResponse<String> answer = rest.get("/openapi.yaml");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/yaml");
        assertThat(answer.body()).startsWith("openapi: 3.1.0");
    }

    @Test
    void describesEveryRouteAndNoOther() {
        TreeSet<String> served = new TreeSet<>();
        for (String operation : rest.operations()) {
            if (operation.contains(" /v1/")) {
                served.add(
                        operation
                                .replaceAll(":([a-z]+)", "{$1}")
                                .replaceAll("(room|stream)s/$", "$1s/{$1}"));
            }
        }

        assertThat(document.operations()).isEqualTo(served);
    }

    @Test
    void everyAnswerIsAsDescribed() {
        for (String operation : document.operations()) {
            String body = bodyFor(operation);

            assertThat(faults(operation, call(operation, body, ""))).isEmpty();
        }
    }

    @Test
    void everyFailureOfADependencyIsAsDescribed() {
        rest.services.away = new UnavailableException("redis", "redis is away");
        for (String operation : document.operations()) {
            HttpResponse<String> answer = call(operation, bodyFor(operation), "");

            assertThat(faults(operation, answer)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST /v1/push, '', ''",
        "POST /v1/push/batch, '{}', ''",
        "GET /v1/rooms, '', ?limit=x",
        "GET /v1/rooms/{room}, '', ?limit=x",
        "GET /v1/streams/{stream}, '', ?limit=x",
    })
    void everyRefusalIsAsDescribed(String operation, String body, String query) {
        HttpResponse<String> answer = call(operation, body, query);

        assertThat(faults(operation, answer)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PUSH,
                "{\"users\":[\"1\"],\"operation\":1,\"payload_base64\":\"AA==\",\"ttl_s\":5}",
                "{\"room\":\"a://b\",\"operation\":1,\"payload\":1}"
            })
    void whatTheServerTakesIsAsDescribed(String push) {
        HttpResponse<String> answer = call("POST /v1/push", push, "");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(document.faults("Push", plain(push))).isEmpty();
    }

    private static String bodyFor(String operation) {
        return switch (operation) {
            case "POST /v1/push" -> PUSH;
            case "POST /v1/users/{user}/rooms",
                    "DELETE /v1/users/{user}/rooms",
                    "POST /v1/sessions/{key}/rooms",
                    "DELETE /v1/sessions/{key}/rooms" ->
                    "{\"rooms\":[\"a://1\"]}";
            case "POST /v1/push/batch" -> "{\"pushes\":[" + PUSH + ",{}]}";
            default -> "";
        };
    }

    private HttpResponse<String> call(String operation, String body, String query) {
        String[] parts = operation.split(" ", 2);
        String path = parts[1];
        for (Map.Entry<String, String> example : EXAMPLES.entrySet()) {
            path = path.replace(example.getKey(), example.getValue());
        }
        return rest.send(parts[0], path + query, body);
    }

    private List<String> faults(String operation, HttpResponse<String> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        return document.faults(operation, answer.statusCode(), type, plain(answer.body()));
    }

    private static Object plain(String json) {
        return plainValue(new JsonObject(json));
    }

    private static Object plainValue(Object value) {
        if (value instanceof JsonObject object) {
            Map<String, Object> map = new LinkedHashMap<>();
            object.forEach(entry -> map.put(entry.getKey(), plainValue(entry.getValue())));
            return map;
        }
        if (value instanceof JsonArray array) {
            return array.stream().map(OpenApiTest::plainValue).toList();
        }
        return value;
    }
}
