package dev.halley.logic.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.ConnectRequest;
import dev.halley.api.logic.LogicSessionsGrpc;
import dev.halley.api.logic.PushApiGrpc;
import dev.halley.api.logic.PushRequest;
import dev.halley.logic.bootstrap.LogicBed.Running;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Idempotency keys and AUTH of version 2, over two logics with a Kafka and a Redis. */
@Timeout(120)
class RepeatedPushIT {
    private static LogicBed bed;
    private static Running one;
    private static Running two;

    @BeforeAll
    static void start(@TempDir Path data) {
        bed = new LogicBed(data);
        bed.kafka().start();
        bed.redis().start();
        one = bed.start("logic-1", Map.of());
        two = bed.start("logic-2", Map.of());
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    @Test
    void repeatsAtOnceOverTwoLogicsHaveOneId() {
        List<CompletableFuture<Long>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Running logic = i % 2 == 0 ? one : two;
            answers.add(CompletableFuture.supplyAsync(() -> push(logic, "same", "hello")));
        }
        assertThat(answers.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    }

    @Test
    void anotherPushUnderTheKeyIsRefusedByEveryLogic() {
        push(one, "taken", "hello");
        assertThatThrownBy(() -> push(two, "taken", "bye"))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e ->
                                assertThat(e.getStatus().getCode())
                                        .isEqualTo(Status.Code.ALREADY_EXISTS));
    }

    @Test
    void restAndGrpcKnowTheSameKeys() throws Exception {
        String body = "{\"room\":\"a://1\",\"operation\":1,\"payload\":1}";
        HttpResponse<String> first = post(one, body);
        HttpResponse<String> second = post(two, body);
        HttpResponse<String> other = post(two, body.replace("a://1", "a://2"));
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(push(one, "rest", "1"))
                .isEqualTo(Long.parseLong(first.body().split("\"", -1)[3]));
    }

    @Test
    void tellsCometWhatAClientOfVersionTwoWants() {
        String body =
                "{\"user\":\"ann\",\"rooms\":[\"a://1\"],"
                        + "\"recover\":[{\"stream\":\"user:ann\",\"epoch\":3,\"offset\":\"9\"}]}";
        ConnectReply reply =
                LogicSessionsGrpc.newBlockingStub(one.channel())
                        .connect(
                                ConnectRequest.newBuilder()
                                        .setApp("default")
                                        .setInstance("comet-1@000000001")
                                        .setSessionId(4)
                                        .setProtocolVersion(2)
                                        .setToken(ByteString.copyFromUtf8(body))
                                        .build());
        assertThat(reply.getRoomsList()).containsExactly("a://1");
        assertThat(reply.getAcceptsAll()).isTrue();
        assertThat(reply.getRecover(0).getOffset()).isEqualTo(9);
        assertThat(reply.hasMayJoin()).isFalse();
    }

    private static HttpResponse<String> post(Running on, String body)
            throws IOException, InterruptedException {
        HttpRequest push =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + on.node().ports().get("rest")
                                                + "/v1/push"))
                        .header("Idempotency-Key", "rest")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return HttpClient.newHttpClient().send(push, HttpResponse.BodyHandlers.ofString());
    }

    private static long push(Running on, String key, String text) {
        return PushApiGrpc.newBlockingStub(on.channel())
                .push(
                        PushRequest.newBuilder()
                                .setOperation(1)
                                .setRoom("a://1")
                                .setPayload(ByteString.copyFromUtf8(text))
                                .setIdempotencyKey(key)
                                .build())
                .getMessageId();
    }
}
