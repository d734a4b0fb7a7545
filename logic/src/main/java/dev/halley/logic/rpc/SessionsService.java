package dev.halley.logic.rpc;

import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.ConnectRequest;
import dev.halley.api.logic.DisconnectReply;
import dev.halley.api.logic.DisconnectRequest;
import dev.halley.api.logic.LogicSessionsGrpc;
import dev.halley.api.logic.ReceiveReply;
import dev.halley.api.logic.ReceiveRequest;
import dev.halley.api.logic.Registration;
import dev.halley.api.logic.RenewReply;
import dev.halley.api.logic.RenewRequest;
import dev.halley.api.logic.ReportRoomsReply;
import dev.halley.api.logic.ReportRoomsRequest;
import dev.halley.logic.auth.Authentication;
import dev.halley.logic.auth.Identity;
import dev.halley.logic.comets.Comets;
import dev.halley.logic.comets.Later;
import dev.halley.logic.errors.AuthenticationException;
import dev.halley.logic.errors.Causes;
import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.errors.UnavailableException;
import dev.halley.logic.online.RoomReport;
import dev.halley.logic.reading.Reading;
import dev.halley.logic.redis.Question;
import dev.halley.logic.registry.NewSession;
import dev.halley.logic.registry.Registered;
import dev.halley.logic.registry.RegisteredAnd;
import dev.halley.logic.registry.SessionRegistry;
import dev.halley.logic.registry.SessionRoute;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Sessions, for comets. Never blocks: may run on the transport's threads. */
public final class SessionsService extends LogicSessionsGrpc.LogicSessionsImplBase {
    private static final int MAX_BATCH = 1_000;

    private final Authentication authentication;
    private final SessionRegistry sessions;
    private final Comets comets;
    private final UpstreamService upstream;
    private final SessionStreams streams;
    private final RoomCounts rooms;
    private final SessionNews news;
    private final long renewalIntervalMs;
    private final SessionMetrics metrics;
    private final AbandonedRoutes abandoned;

    /** Serves comets from these parts. */
    public SessionsService(SessionParts parts, SessionStreams streams, MeterRegistry registry) {
        this(parts, streams, Later.onTimer(), registry);
    }

    SessionsService(
            SessionParts parts, SessionStreams streams, Later later, MeterRegistry registry) {
        this.streams = streams;
        this.authentication = parts.authentication();
        this.sessions = parts.sessions();
        this.comets = parts.comets();
        this.upstream = parts.outgoing().upstream();
        this.rooms = new RoomCounts(parts.online());
        this.news = new SessionNews(parts.outgoing().events());
        this.renewalIntervalMs = parts.outgoing().renewalInterval().toMillis();
        this.metrics = new SessionMetrics(registry);
        this.abandoned = new AbandonedRoutes(parts.sessions(), later, registry);
    }

    @Override
    public void connect(ConnectRequest request, StreamObserver<ConnectReply> caller) {
        Replies.send(caller, () -> connect(request));
    }

    private CompletionStage<ConnectReply> connect(ConnectRequest request) {
        Context call = Context.current();
        return authentication
                .authenticate(request.getToken(), request.getProtocolVersion())
                .thenCompose(identity -> open(session(request, identity), identity, call))
                .whenComplete(
                        (reply, failure) -> {
                            if (failure != null) {
                                refused(failure);
                            }
                        });
    }

    private void refused(Throwable failure) {
        if (Causes.of(failure) instanceof AuthenticationException refusal) {
            metrics.refused(refusal.reason());
        } else {
            metrics.refusedUnavailable.increment();
        }
    }

    private static NewSession session(ConnectRequest request, Identity identity) {
        return new NewSession(
                request.getApp(),
                identity.user(),
                identity.key(),
                request.getInstance(),
                request.getSessionId());
    }

    // The stream is looked at behind the registration: what was appended before it is below the
    // tip, and what is appended after it finds the route.
    private CompletionStage<ConnectReply> open(
            NewSession session, Identity identity, Context call) {
        return register(session)
                .thenCompose(
                        opened -> {
                            Registered registered = opened.registered();
                            tellReplaced(registered);
                            return opened.answer()
                                    .thenApply(
                                            reading -> {
                                                checkWaits(call);
                                                news.online(
                                                        session,
                                                        registered,
                                                        identity.wishes().room());
                                                return connected(identity, registered, reading);
                                            })
                                    .whenComplete(
                                            (reply, failure) -> {
                                                if (failure != null) {
                                                    abandoned.remove(session, registered);
                                                }
                                            });
                        });
    }

    private CompletionStage<RegisteredAnd<Optional<Reading>>> register(NewSession session) {
        return streams.opening(session.app(), session.user())
                .map(question -> atOnce(session, question))
                .orElseGet(() -> inSteps(session));
    }

    private CompletionStage<RegisteredAnd<Optional<Reading>>> atOnce(
            NewSession session, Question<Reading> question) {
        return sessions.register(session, question)
                .thenApply(
                        both ->
                                new RegisteredAnd<>(
                                        both.registered(), both.answer().thenApply(Optional::of)));
    }

    private CompletionStage<RegisteredAnd<Optional<Reading>>> inSteps(NewSession session) {
        return sessions.register(session)
                .thenApply(
                        registered ->
                                new RegisteredAnd<>(
                                        registered, streams.opened(session.app(), session.user())));
    }

    // Who has gone does not get to know the generation, and could not give its route back.
    private static void checkWaits(Context call) {
        if (call.isCancelled()) {
            throw new UnavailableException("comet", "it has not waited for the answer");
        }
    }

    // Its route is overwritten, whatever becomes of the new session.
    private void tellReplaced(Registered registered) {
        registered
                .replaced()
                .ifPresent(
                        route -> {
                            metrics.replaced.increment();
                            comets.closeReplaced(route);
                        });
    }

    private ConnectReply connected(
            Identity identity, Registered registered, Optional<Reading> reading) {
        metrics.connected.increment();
        ConnectReply.Builder reply =
                ConnectReplies.of(identity, registered).setRenewalIntervalMs(renewalIntervalMs);
        reading.flatMap(Reading::end).ifPresent(reply::setTip);
        reading.flatMap(Reading::read).ifPresent(reply::setRead);
        return reply.build();
    }

    @Override
    public void disconnect(DisconnectRequest request, StreamObserver<DisconnectReply> caller) {
        Replies.send(caller, () -> disconnect(request));
    }

    private CompletionStage<DisconnectReply> disconnect(DisconnectRequest request) {
        List<SessionRoute> routes = routes(request.getSessionsList());
        return sessions.remove(request.getApp(), request.getInstance(), routes)
                .thenApply(
                        removed -> {
                            metrics.disconnected.increment(routes.size());
                            news.offline(request, removed);
                            return DisconnectReply.getDefaultInstance();
                        });
    }

    @Override
    public void renew(RenewRequest request, StreamObserver<RenewReply> caller) {
        Replies.send(caller, () -> renew(request));
    }

    private CompletionStage<RenewReply> renew(RenewRequest request) {
        List<SessionRoute> routes = routes(request.getSessionsList());
        return sessions.renew(request.getApp(), request.getInstance(), routes)
                .thenCombine(
                        streams.tips(request.getApp(), routes),
                        (replaced, tips) -> {
                            metrics.renewed.increment((double) routes.size() - replaced.size());
                            metrics.renewedReplaced.increment(replaced.size());
                            return RenewReply.newBuilder()
                                    .addAllReplacedSessionIds(replaced)
                                    .addAllTips(tips)
                                    .setRenewalIntervalMs(renewalIntervalMs)
                                    .build();
                        });
    }

    private static List<SessionRoute> routes(List<Registration> sessions) {
        checkBatch("sessions", sessions.size());
        return sessions.stream().map(SessionNews::route).toList();
    }

    private static void checkBatch(String field, int size) {
        if (size > MAX_BATCH) {
            throw new InvalidPushException(field, size + " of them", "at most " + MAX_BATCH);
        }
    }

    @Override
    public void receive(ReceiveRequest request, StreamObserver<ReceiveReply> caller) {
        Replies.send(
                caller,
                () -> {
                    int messages = request.getMessagesCount();
                    checkBatch("messages", messages);
                    return upstream.receive(request)
                            .whenComplete((done, failure) -> received(messages, failure == null))
                            .thenApply(done -> ReceiveReply.getDefaultInstance());
                });
    }

    private void received(int messages, boolean kept) {
        (kept ? metrics.upstream : metrics.upstreamFailed).increment(messages);
    }

    @Override
    public void reportRooms(ReportRoomsRequest request, StreamObserver<ReportRoomsReply> caller) {
        Replies.send(caller, () -> report(request));
    }

    private CompletionStage<ReportRoomsReply> report(ReportRoomsRequest request) {
        metrics.reports.increment();
        news.moved(request);
        var report =
                new RoomReport(
                        request.getSnapshot(),
                        request.getMembersMap(),
                        request.getSessions(),
                        request.getAddresses());
        return rooms.report(request.getApp(), request.getInstance(), report)
                .thenApply(
                        reply -> {
                            if (reply.getSnapshotWanted()) {
                                metrics.snapshotsWanted.increment();
                            }
                            return reply.toBuilder().setMovesWanted(news.wantsRooms()).build();
                        });
    }
}
