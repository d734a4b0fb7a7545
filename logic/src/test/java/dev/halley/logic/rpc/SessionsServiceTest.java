package dev.halley.logic.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.ConnectRequest;
import dev.halley.api.logic.Registration;
import dev.halley.api.logic.RenewReply;
import dev.halley.api.logic.RenewRequest;
import dev.halley.api.record.Route;
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
import dev.halley.logic.reading.Reading;
import dev.halley.logic.redis.Question;
import dev.halley.logic.redis.Script;
import dev.halley.logic.registry.Registered;
import dev.halley.logic.registry.RegisteredAnd;
import dev.halley.logic.registry.Removed;
import dev.halley.logic.registry.SessionRegistry;
import dev.halley.logic.registry.SessionRoute;
import dev.halley.logic.streams.FakeStreams;
import dev.halley.logic.streams.StreamTip;
import dev.halley.runtime.streams.StreamName;
import io.grpc.Context;
import io.grpc.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comets are told of streams with their sessions. */
@Timeout(20)
class SessionsServiceTest {
    private static final Reading FIVE_READ =
            new Reading(StreamName.ofUser("12"), new StreamTip(FakeStreams.EPOCH, 1, 6), 5);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FakeStreams streams = new FakeStreams();
    private final FakePositions positions = new FakePositions();
    private final List<String> asked = new ArrayList<>();
    private final List<SessionRoute> removed = new ArrayList<>();
    private final List<Route> told = new ArrayList<>();
    private final List<Map.Entry<Duration, Runnable>> later = new ArrayList<>();
    private Optional<Route> replaced = Optional.empty();
    private int failingRemovals;
    private CompletionStage<Reading> together = new CompletableFuture<>();
    private final SessionsService service =
            new SessionsService(
                    new SessionParts(
                            Authentication.direct(
                                    new OpenAuthenticator(
                                            new AuthLimits(4096, 256, 10), () -> "k")),
                            played(SessionRegistry.class, this::registry),
                            played(OnlineStore.class, SessionsServiceTest::unasked),
                            played(Comets.class, this::comets),
                            new SessionParts.Outgoing(
                                    new UpstreamService(
                                            played(RecordLog.class, SessionsServiceTest::unasked)),
                                    SessionEvents.none(meters),
                                    Duration.ofSeconds(60))),
                    new SessionStreams(streams, positions),
                    (pause, work) -> later.add(Map.entry(pause, work)),
                    meters);

    private static <T> T played(Class<T> type, InvocationHandler by) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, by));
    }

    private Object registry(Object proxy, Method method, Object[] arguments) {
        asked.add(method.getName());
        return switch (method.getName()) {
            case "register" -> CompletableFuture.completedFuture(registered(arguments));
            case "remove" -> removal((List<?>) arguments[2]);
            default -> CompletableFuture.completedFuture(List.of(3L));
        };
    }

    private Object registered(Object[] arguments) {
        Registered registered = new Registered(5, replaced, true);
        return arguments.length == 1 ? registered : new RegisteredAnd<>(registered, together);
    }

    private CompletableFuture<Removed> removal(List<?> routes) {
        if (failingRemovals > 0) {
            failingRemovals--;
            return CompletableFuture.failedFuture(new UnavailableException("redis", "away"));
        }
        routes.forEach(route -> removed.add((SessionRoute) route));
        return CompletableFuture.completedFuture(new Removed(1, List.of()));
    }

    private Object comets(Object proxy, Method method, Object[] arguments) {
        told.add((Route) arguments[0]);
        return Optional.empty();
    }

    private double abandoned(String route) {
        return meters.counter("halley.logic.sessions.abandoned", "route", route).count();
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

    private void mayAskWithTheRegistration() {
        Script script = Script.of("look", "return {}");
        positions.question =
                Optional.of(new Question<>(script, List.of(), List.of(), answer -> FIVE_READ));
        positions.failure = new UnavailableException("redis", "not to be asked by itself");
    }

    @Test
    void whatCanBeAskedWithTheRegistrationIsNotAskedBehindIt() {
        mayAskWithTheRegistration();
        together = CompletableFuture.completedFuture(FIVE_READ);

        ConnectReply reply = connect("{\"mid\":12}").reply();

        assertThat(asked).containsExactly("register");
        assertThat(reply.getRead()).isEqualTo(position("user:12", 5));
    }

    @Test
    void aSessionIsNotLetInWhenOnlyItsRegistrationIsAnswered() {
        mayAskWithTheRegistration();
        together = CompletableFuture.failedFuture(new UnavailableException("redis", "wrong type"));

        assertThat(connect("{\"mid\":12}").status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);

        assertThat(removed).containsExactly(new SessionRoute("12", "k", 1, 5));
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

        assertThat(asked).containsExactly("register", "remove");
        assertThat(removed).containsExactly(new SessionRoute("12", "k", 1, 5));
        assertThat(abandoned("removed")).isEqualTo(1);
        assertThat(meters.counter("halley.logic.sessions.refused", "reason", "unavailable").count())
                .isEqualTo(1);
        assertThat(meters.counter("halley.logic.sessions.connected").count()).isZero();
    }

    @Test
    void aRouteThatNobodyHasIsRemovedOnceRedisIsBack() {
        positions.failure = new UnavailableException("redis", "away");
        failingRemovals = 2;

        Caller<ConnectReply> caller = connect("{\"mid\":12}");
        while (!later.isEmpty()) {
            later.remove(0).getValue().run();
        }

        assertThat(caller.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(removed).hasSize(1);
        assertThat(abandoned("removed")).isEqualTo(1);
    }

    @Test
    void aRouteThatCannotBeRemovedIsLeftAfterSomeAttempts() {
        positions.failure = new UnavailableException("redis", "away");
        failingRemovals = Integer.MAX_VALUE;

        Caller<ConnectReply> caller = connect("{\"mid\":12}");
        Duration waited = Duration.ZERO;
        while (!later.isEmpty()) {
            Map.Entry<Duration, Runnable> next = later.remove(0);
            waited = waited.plus(next.getKey());
            next.getValue().run();
        }

        assertThat(caller.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(waited).isEqualTo(Duration.ofSeconds(63));
        assertThat(abandoned("left")).isEqualTo(1);
    }

    @Test
    void aRouteIsLeftAtOnceWhenTooManyWaitToBeRemoved() {
        positions.failure = new UnavailableException("redis", "away");
        failingRemovals = Integer.MAX_VALUE;

        for (int i = 0; i <= AbandonedRoutes.MAX_WAITING; i++) {
            connect("{\"mid\":12}");
        }

        assertThat(later).hasSize(AbandonedRoutes.MAX_WAITING);
        assertThat(abandoned("left")).isEqualTo(1);
    }

    @Test
    void aRouteWhoseCallerHasGoneIsRemoved() {
        Context.CancellableContext call = Context.current().withCancellation();
        call.cancel(null);

        call.run(() -> connect("{\"mid\":12}"));

        assertThat(removed).containsExactly(new SessionRoute("12", "k", 1, 5));
        assertThat(meters.counter("halley.logic.sessions.connected").count()).isZero();
    }

    @Test
    void whoIsReplacedIsToldAlsoIfItsSuccessorIsNotLetIn() {
        Route older = Route.newBuilder().setGeneration(4).build();
        replaced = Optional.of(older);
        positions.failure = new UnavailableException("redis", "away");

        assertThat(connect("{\"mid\":12}").status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);

        assertThat(told).containsExactly(older);
        assertThat(meters.counter("halley.logic.sessions.replaced", "seen", "connect").count())
                .isEqualTo(1);
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
