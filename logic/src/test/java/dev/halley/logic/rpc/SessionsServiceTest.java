package dev.halley.logic.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.ConnectRequest;
import dev.halley.api.logic.Registration;
import dev.halley.api.logic.RenewReply;
import dev.halley.api.logic.RenewRequest;
import dev.halley.api.record.StreamEntry;
import dev.halley.api.record.StreamPosition;
import dev.halley.logic.auth.AuthLimits;
import dev.halley.logic.auth.Authentication;
import dev.halley.logic.auth.OpenAuthenticator;
import dev.halley.logic.comets.Comets;
import dev.halley.logic.errors.UnavailableException;
import dev.halley.logic.events.SessionEvents;
import dev.halley.logic.kafka.RecordLog;
import dev.halley.logic.online.OnlineStore;
import dev.halley.logic.registry.Registered;
import dev.halley.logic.registry.SessionRegistry;
import dev.halley.logic.streams.FakeStreams;
import io.grpc.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comets are told of streams with their sessions. */
@Timeout(20)
class SessionsServiceTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FakeStreams streams = new FakeStreams();
    private final FakePositions positions = new FakePositions();
    private final List<String> asked = new ArrayList<>();
    private final SessionsService service =
            new SessionsService(
                    new SessionParts(
                            Authentication.direct(
                                    new OpenAuthenticator(
                                            new AuthLimits(4096, 256, 10), () -> "k")),
                            played(SessionRegistry.class, this::registry),
                            played(OnlineStore.class, SessionsServiceTest::unasked),
                            played(Comets.class, SessionsServiceTest::unasked),
                            new SessionParts.Outgoing(
                                    new UpstreamService(
                                            played(RecordLog.class, SessionsServiceTest::unasked)),
                                    SessionEvents.none(meters),
                                    Duration.ofSeconds(60))),
                    new SessionStreams(streams, positions),
                    meters);

    private static <T> T played(Class<T> type, InvocationHandler by) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, by));
    }

    private Object registry(Object proxy, Method method, Object[] arguments) {
        asked.add(method.getName());
        Object answer =
                CompletableFuture.completedFuture(
                        method.getName().equals("register")
                                ? new Registered(5, Optional.empty(), true)
                                : List.of(3L));
        return answer;
    }

    private static Object unasked(Object proxy, Method method, Object[] arguments) {
        throw new UnsupportedOperationException(method.getName());
    }

    private Caller<ConnectReply> connect(String token) {
        Caller<ConnectReply> caller = new Caller<>();
        service.connect(
                ConnectRequest.newBuilder()
                        .setApp("default")
                        .setInstance("comet-1@000000001")
                        .setSessionId(1)
                        .setToken(ByteString.copyFromUtf8(token))
                        .build(),
                caller);
        return caller;
    }

    private static StreamPosition position(String stream, long offset) {
        return StreamPosition.newBuilder()
                .setStream(stream)
                .setEpoch(FakeStreams.EPOCH)
                .setOffset(offset)
                .build();
    }

    @Test
    void tellsWhereTheUsersStreamEndsAndHowFarItIsRead() {
        ConnectReply reply = connect("{\"mid\":12}").reply();

        assertThat(reply.getTip()).isEqualTo(position("user:12", 4));
        assertThat(reply.getRead()).isEqualTo(position("user:12", 3));
    }

    @Test
    void nobodyInParticularHasNoStream() {
        positions.failure = new UnavailableException("redis", "away");

        ConnectReply reply = connect("{\"mid\":0}").reply();

        assertThat(reply.hasTip()).isFalse();
        assertThat(reply.hasRead()).isFalse();
    }

    @Test
    void aSessionWhoseStreamCannotBeReadIsNotLetIn() {
        positions.failure = new UnavailableException("redis", "away");

        assertThat(connect("{\"mid\":12}").status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);

        assertThat(asked).containsExactly("register");
        assertThat(meters.counter("halley.logic.sessions.refused", "reason", "unavailable").count())
                .isEqualTo(1);
        assertThat(meters.counter("halley.logic.sessions.connected").count()).isZero();
    }

    @Test
    void aRenewalTellsTheTipsOfStreamsThatAreThere() {
        streams.append("user:ann", StreamEntry.getDefaultInstance());
        Caller<RenewReply> caller = new Caller<>();

        service.renew(
                RenewRequest.newBuilder()
                        .setApp("default")
                        .addSessions(Registration.newBuilder().setUser("ann").setKey("k1"))
                        .addSessions(Registration.newBuilder().setUser("").setKey("k2"))
                        .addSessions(Registration.newBuilder().setUser("ann").setKey("k3"))
                        .addSessions(Registration.newBuilder().setUser("bob").setKey("k4"))
                        .build(),
                caller);

        assertThat(caller.reply().getTipsList()).containsExactly(position("user:ann", 1));
        assertThat(caller.reply().getReplacedSessionIdsList()).containsExactly(3L);
        assertThat(streams.exists("user:bob")).isFalse();
    }
}
