package dev.halley.logic.http.goim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.logic.http.RestFixture;
import dev.halley.logic.push.PushCommand;
import dev.halley.logic.push.Target;
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
class ImCloudRoutesTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Map<String, Target> TARGETS =
            Map.of(
                    "keys", new Target.Keys(List.of("a", "b")),
                    "mids", new Target.Users(List.of("1", "2")),
                    "room", new Target.Room("live://1000"),
                    "all", new Target.Everyone(0));

    @RegisterExtension private final RestFixture rest = new RestFixture();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "keys | application/json | {\"keys\":[\"a\",\"b\"],\"operation\":9,\"msg\":\"hi\"}",
                "keys | " + FORM + " | keys=a&keys=b&operation=9&msg=hi",
                "keys | " + FORM + " | keys[]=a&keys[]=b&operation=9&msg=hi",
                "keys | " + FORM + " | keys[0]=a&keys[1]=b&msg=hi",
                "mids | application/json | {\"mids\":[1,\"2\"],\"operation\":\"9\",\"msg\":\"hi\"}",
                "mids | " + FORM + " | mids=1,2&msg=hi",
                "mids | text/plain |   {\"mids\":[1,2],\"msg\":\"hi\"}",
                "room | application/json | {\"type\":\"live://\",\"room\":\"1000\",\"msg\":\"hi\"}",
                "room | " + FORM + " | type=live&room=1000&msg=hi",
                "all | application/json; charset=utf-8 | {\"operation\":9,\"msg\":\"hi\"}",
                "all | " + FORM + " | msg=hi",
            })
    void acceptsFormAndJson(String route, String type, String body) {
        HttpResponse<String> answer = rest.post("/im/push/" + route, body, "Content-Type", type);

        assertThat(answer.body()).isEqualTo("{\"code\":0,\"message\":\"\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        PushCommand command = rest.services.pushed.poll();
        assertThat(command.target()).isEqualTo(TARGETS.get(route));
        assertThat(command.operation()).isEqualTo(9);
        assertThat(command.payload().toStringUtf8()).isEqualTo("hi");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "keys | keys=a | msg: missing (expected: a value)",
                "keys | msg=hi | keys: missing (expected: at least one)",
                "keys | keys=&msg=hi | keys: missing (expected: at least one)",
                "keys | keys=a&msg=hi&operation=x | operation: x (expected: a 32-bit number)",
                "mids | msg=hi | mids: missing (expected: at least one)",
                "mids | mids=x&msg=hi | mids: x (expected: 64-bit numbers)",
                "mids | {\"mids\":{\"a\":1},\"msg\":\"hi\"} | mids: {\\\"a\\\":1} (expected: 64-bit numbers)",
                "room | type=live&msg=hi | room: missing (expected: a value)",
                "room | room=1&msg=hi | type: missing (expected: a value)",
                "all | msg= | msg: missing (expected: a value)",
                "all | {\"msg\": | body: not JSON (expected: one JSON object)",
                "all | msg=%zz | msg: %zz (expected: a percent-encoded value)",
            })
    void refusesInTheWordsOfGoim(String route, String body, String why) {
        HttpResponse<String> answer = rest.post("/im/push/" + route, body);

        RestFixture.expect(
                answer,
                400,
                "text/plain; charset=utf-8",
                "{\"code\":-400,\"message\":\"" + why + "\"}");
        assertThat(rest.services.pushed).isEmpty();
    }

    @Test
    void refusesMultipart() {
        HttpResponse<String> answer =
                rest.post(
                        "/im/push/all", "--x--", "Content-Type", "multipart/form-data;boundary=x");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":-400", "multipart");
    }

    @Test
    void sendsAnObjectAsItsText() {
        rest.post("/im/push/all", "{\"msg\":{\"a\":[1,2]}}", "Content-Type", "application/json");

        assertThat(rest.services.pushed.poll().payload().toStringUtf8()).isEqualTo("{\"a\":[1,2]}");
    }

    @Test
    void readsWhatTheQueryHasBesideTheBody() {
        rest.post("/im/push/room?type=live&room=1000", "msg=hi", "Content-Type", FORM);

        assertThat(rest.services.pushed.poll().target()).isEqualTo(TARGETS.get("room"));
    }
}
