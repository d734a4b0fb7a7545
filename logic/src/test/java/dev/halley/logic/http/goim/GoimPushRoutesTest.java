package dev.halley.logic.http.goim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.errors.UnavailableException;
import dev.halley.logic.http.FakeServices;
import dev.halley.logic.http.RestFixture;
import dev.halley.logic.push.PushCommand;
import dev.halley.logic.push.Target;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoimPushRoutesTest {
    private static final String OK = "{\"code\":0,\"message\":\"\"}";
    private static final String JSON = "application/json; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";

    @RegisterExtension private final RestFixture rest = new RestFixture();

    @ParameterizedTest
    @CsvSource({
        "keys?operation=1000&keys=a&keys=b",
        "keys?keys=a",
        "keys?operation=1000&keys=",
        "mids?operation=1000&mids=1&mids=2",
        "mids?operation=1000",
        "mids?mids=1",
        "mids?operation=1000&mids=",
        "mids",
        "room?operation=1000&type=live&room=1",
        "all?operation=1000",
        "all?operation=1000&speed=",
        "all?operation=1000&speed=20",
    })
    void acceptsWhatGoimAccepts(String request) {
        HttpResponse<String> answer = rest.post("/goim/push/" + request, "hello");

        RestFixture.expect(answer, 200, JSON, OK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "keys?operation=x&keys=a | operation: x (expected: a 32-bit number)",
                "keys?operation=2147483648&keys=a | operation: 2147483648 (expected: a 32-bit number)",
                "mids?operation=1&mids=x | mids: x (expected: 64-bit numbers)",
                "mids?operation=1&mids=1,y | mids: y (expected: 64-bit numbers)",
                "mids?operation=1.5&mids=1 | operation: 1.5 (expected: a 32-bit number)",
                "mids?mids=99999999999999999999 | mids: 99999999999999999999 (expected: 64-bit numbers)",
                "room?type=live&room=1 | operation: missing (expected: a 32-bit number, not 0)",
                "room?operation=0&type=live&room=1 | operation: missing (expected: a 32-bit number, not 0)",
                "room?operation=x&type=live&room=1 | operation: x (expected: a 32-bit number)",
                "room?operation=1&room=1 | type: missing (expected: a value)",
                "room?operation=1&type=live | room: missing (expected: a value)",
                "room?operation=1&type=live&room= | room: missing (expected: a value)",
                "all | operation: missing (expected: a 32-bit number, not 0)",
                "all?operation=1&speed=fast | speed: fast (expected: a 32-bit number)",
                "all?operation=1&speed=-1 | speed: -1 (expected: 0..2147483647)",
            })
    void refusesInTheWordsOfGoim(String request, String why) {
        HttpResponse<String> answer = rest.post("/goim/push/" + request, "hello");

        RestFixture.expect(answer, 400, TEXT, "{\"code\":-400,\"message\":\"" + why + "\"}");
        assertThat(rest.services.pushed).isEmpty();
    }

    @Test
    void saysNothingMoreWhenThereIsNoKey() {
        HttpResponse<String> answer = rest.post("/goim/push/keys?operation=1000", "hello");

        RestFixture.expect(answer, 200, JSON, "{\"code\":-400,\"message\":\"\"}");
    }

    @Test
    void pushesToRepeatedAndListedUsers() {
        rest.post("/goim/push/mids?operation=1000&mids=1&mids=2,3&mids=0004", "hello");

        assertThat(pushed().target()).isEqualTo(new Target.Users(List.of("1", "2", "3", "4")));
    }

    @Test
    void takesAComaForAPartOfAKey() {
        rest.post("/goim/push/keys?operation=1000&keys=a,b&keys=%E4%B8%AD+1", "hello");

        assertThat(pushed().target()).isEqualTo(new Target.Keys(List.of("a,b", "中 1")));
    }

    @Test
    void pushesTheBodyAsItIs() {
        rest.post("/goim/push/room?operation=1000&type=live&room=1", "{\"a\":1} é");

        PushCommand command = pushed();
        assertThat(command.payload().toStringUtf8()).isEqualTo("{\"a\":1} é");
        assertThat(command.operation()).isEqualTo(1000);
        assertThat(command.app()).isEqualTo("default");
        assertThat(command.target()).isEqualTo(new Target.Room("live://1"));
        assertThat(command.ttlSeconds()).isZero();
    }

    @Test
    void pushesAnEmptyBody() {
        rest.post("/goim/push/all?operation=1000&speed=7", "");

        PushCommand command = pushed();
        assertThat(command.payload().isEmpty()).isTrue();
        assertThat(command.target()).isEqualTo(new Target.Everyone(7));
    }

    @Test
    void operationIsZeroWhereGoimLetsItBeAbsent() {
        rest.post("/goim/push/keys?keys=a", "hello");

        assertThat(pushed().operation()).isZero();
    }

    @Test
    void carriesTheTraceContextOn() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        rest.post("/goim/push/all?operation=1", "x", "traceparent", trace);
        assertThat(pushed().traceparent()).isEqualTo(trace);

        rest.post("/goim/push/all?operation=1", "x", "traceparent", "what is this");
        assertThat(pushed().traceparent()).isEmpty();
    }

    @Test
    void takesThousandsOfUsersInOneQuery() {
        StringBuilder query = new StringBuilder("/goim/push/mids?operation=1000");
        for (int i = 0; i < 5000; i++) {
            query.append("&mids=").append(i);
        }

        HttpResponse<String> answer = rest.post(query.toString(), "hello");

        RestFixture.expect(answer, 200, JSON, OK);
        assertThat(((Target.Users) pushed().target()).users()).hasSize(5000);
    }

    @Test
    void answers500WhenKafkaIsAway() {
        rest.services.away = new UnavailableException("kafka", "kafka did not answer in 2 s");

        HttpResponse<String> answer = rest.post("/goim/push/all?operation=1", "hello");

        RestFixture.expect(
                answer, 500, JSON, "{\"code\":-500,\"message\":\"kafka did not answer in 2 s\"}");
    }

    @Test
    void answers400WhenThePushBreaksALimit() {
        rest.services.away = new InvalidPushException("payload", "9 bytes", "at most 8 bytes");

        HttpResponse<String> answer = rest.post("/goim/push/all?operation=1", "123456789");

        RestFixture.expect(
                answer,
                400,
                TEXT,
                "{\"code\":-400,\"message\":\"payload: 9 bytes (expected: at most 8 bytes)\"}");
    }

    @Test
    void tellsNothingOfADefect() {
        CompletableFuture<Long> broken =
                CompletableFuture.failedFuture(new IllegalStateException("secret"));
        rest.services.onPush = command -> broken;

        HttpResponse<String> answer = rest.post("/goim/push/all?operation=1", "hello");

        rest.services.onPush = command -> FakeServices.done(7L);
        RestFixture.expect(answer, 500, JSON, "{\"code\":-500,\"message\":\"internal error\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /goim/push/room?operation=1000&type=live&room=1",
        "PUT, /goim/push/all?operation=1",
        "POST, /goim/online/total",
        "POST, /goim/push/nobody",
        "GET, /goim",
        "GET, /nothing/here",
        "DELETE, /im/push/all",
    })
    void otherPathsAndMethodsAreNotFound(String method, String path) {
        HttpResponse<String> answer = rest.send(method, path, "");

        RestFixture.expect(answer, 404, TEXT, "404 page not found");
    }

    private PushCommand pushed() {
        PushCommand command = rest.services.pushed.poll();
        assertThat(command).isNotNull();
        return command;
    }
}
