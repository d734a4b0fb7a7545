package dev.halley.logic.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.ConnectRequest;
import dev.halley.api.logic.LogicSessionsGrpc;
import dev.halley.api.logic.PushApiGrpc;
import dev.halley.api.logic.PushReply;
import dev.halley.api.logic.PushRequest;
import dev.halley.api.logic.Registration;
import dev.halley.api.logic.RenewReply;
import dev.halley.api.logic.RenewRequest;
import dev.halley.api.redis.RedisKeys;
import dev.halley.api.redis.RouteValue;
import dev.halley.embedded.redis.RedisClusterFormation;
import dev.halley.logic.bootstrap.LogicBed.Running;
import dev.halley.testkit.redis.RedisVisit;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LogicFaultsIT {
    private static final String INSTANCE = "comet-1@000000001";

    private static final PushRequest ROOM_PUSH =
            PushRequest.newBuilder().setOperation(1).setRoom("live://1").build();

    private static LogicBed bed;
    private static Running logic;

    @BeforeAll
    static void start(@TempDir Path data) {
        bed = new LogicBed(data);
        bed.kafka().start();
        bed.redis().start();
        logic = bed.start("logic-1", Map.of("halley.logic.push.deadline", "1s"));
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    @Test
    void waitsForKafkaAndRedisAndSaysSo(@TempDir Path data) {
        try (LogicBed dark = new LogicBed(data)) {
            Running waiting = dark.start("logic-2", Map.of());
            assertThat(waiting.lifecycle().whyNotReady())
                    .containsOnlyKeys("kafka", "redis", "message-ids");
            assertThatThrownBy(() -> push(waiting)).satisfies(unavailable(""));
            dark.kafka().start();
            assertThatThrownBy(() -> push(waiting)).satisfies(unavailable("worker number"));
            dark.redis().start();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(waiting.lifecycle().whyNotReady()).isEmpty());
            assertThat(push(waiting).getMessageId()).isPositive();
        }
    }

    @Test
    void listensWhenItCanNumberMessagesAndNotBefore(@TempDir Path data) {
        try (LogicBed fresh = new LogicBed(data)) {
            fresh.kafka().start();
            fresh.redis().start();
            int port = RedisClusterFormation.freePort();
            Map<String, String> settings =
                    Map.of(
                            "halley.logic.http.port",
                            Integer.toString(port),
                            "halley.logic.push.worker-settle",
                            "2s");
            CompletableFuture<Running> starting =
                    CompletableFuture.supplyAsync(() -> fresh.start("logic-3", settings));
            int first =
                    await().atMost(Duration.ofSeconds(20))
                            .ignoreExceptionsInstanceOf(ConnectException.class)
                            .until(() -> goimPush(port), status -> status > 0);
            assertThat(first).isEqualTo(200);
            starting.join();
        }
    }

    private static int goimPush(int port) throws IOException, InterruptedException {
        String url = "http://127.0.0.1:" + port + "/goim/push/room?operation=1&type=a&room=1";
        HttpRequest push =
                HttpRequest.newBuilder(URI.create(url))
                        .POST(HttpRequest.BodyPublishers.ofString("hello"))
                        .build();
        return HttpClient.newHttpClient()
                .send(push, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void answersWithinTheDeadlineWhileKafkaIsAway() {
        push(logic);
        bed.kafka().stop();
        try {
            long begun = System.nanoTime();
            assertThatThrownBy(() -> push(logic)).satisfies(unavailable("kafka"));
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(Duration.ofMillis(1900));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(logic.lifecycle().whyNotReady()).containsKey("kafka"));
        } finally {
            bed.kafka().start();
        }
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(StatusRuntimeException.class)
                .until(() -> push(logic).getMessageId() > 0);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(logic.lifecycle().whyNotReady()).isEmpty());
    }

    @Test
    void refusesSessionsButTakesPushesWhileRedisIsAway() {
        bed.redis().stop();
        try {
            assertThatThrownBy(() -> connect("away", 1)).satisfies(unavailable("redis"));
            assertThat(push(logic).getMessageId()).isPositive();
            PushRequest keyed = ROOM_PUSH.toBuilder().setIdempotencyKey("k").build();
            assertThatThrownBy(() -> push(logic, keyed)).satisfies(unavailable("redis"));
            assertThat(logic.lifecycle().whyNotReady()).containsKey("redis");
        } finally {
            bed.redis().start();
        }
        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptionsInstanceOf(StatusRuntimeException.class)
                .until(() -> connect("away", 2).getGeneration() > 0);
    }

    @Test
    void renewalWritesAgainWhatRedisLost() {
        ConnectReply connected = connect("lost", 5);
        RedisKeys keys = new RedisKeys("default");
        RedisVisit.to(
                bed.redis().uri(),
                redis -> {
                    redis.flushall();
                    RenewReply reply = renew("lost", 5, connected.getGeneration());
                    assertThat(reply.getReplacedSessionIdsList()).isEmpty();
                    String route = RouteValue.format(connected.getGeneration(), 5, INSTANCE);
                    assertThat(redis.get(keys.route("lost"))).isEqualTo(route);
                    assertThat(redis.hgetall(keys.userRoutes("lost")))
                            .isEqualTo(Map.of("lost", route));
                    assertThat(redis.pttl(keys.route("lost"))).isBetween(1L, 180_000L);
                });
        // The worker number is taken again too, before anybody else could be given it.
        assertThat(push(logic).getMessageId()).isPositive();
    }

    private static Consumer<Throwable> unavailable(String text) {
        return failure ->
                assertThat(failure)
                        .isInstanceOfSatisfying(
                                StatusRuntimeException.class,
                                e -> {
                                    assertThat(e.getStatus().getCode())
                                            .isEqualTo(Status.Code.UNAVAILABLE);
                                    assertThat(e.getStatus().getDescription()).contains(text);
                                });
    }

    private static PushReply push(Running on) {
        return push(on, ROOM_PUSH);
    }

    private static PushReply push(Running on, PushRequest push) {
        return PushApiGrpc.newBlockingStub(on.channel()).push(push);
    }

    private static ConnectReply connect(String user, long session) {
        String token = "{\"user\":\"" + user + "\",\"key\":\"" + user + "\"}";
        return LogicSessionsGrpc.newBlockingStub(logic.channel())
                .connect(
                        ConnectRequest.newBuilder()
                                .setApp("default")
                                .setInstance(INSTANCE)
                                .setSessionId(session)
                                .setToken(ByteString.copyFromUtf8(token))
                                .build());
    }

    private static RenewReply renew(String user, long session, long generation) {
        return LogicSessionsGrpc.newBlockingStub(logic.channel())
                .renew(
                        RenewRequest.newBuilder()
                                .setApp("default")
                                .setInstance(INSTANCE)
                                .addSessions(
                                        Registration.newBuilder()
                                                .setUser(user)
                                                .setKey(user)
                                                .setSessionId(session)
                                                .setGeneration(generation))
                                .build());
    }
}
