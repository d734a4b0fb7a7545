package dev.halley.simulation.comet;

import dev.halley.api.record.Route;
import dev.halley.comet.contract.StreamPlaces;
import dev.halley.comet.fanout.Shard;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.simulation.around.Around;
import dev.halley.simulation.around.Audience;
import dev.halley.simulation.link.Link;
import dev.halley.simulation.redis.RedisLine;
import dev.halley.simulation.redis.RedisServer;
import dev.halley.simulation.redis.StreamSlice;
import dev.halley.simulation.schedule.Schedule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a comet, and their routes in Redis. Logic, which stands between, decides nothing
 * here: its calls are calls of Redis.
 */
public final class Sessions {
    private static final long RENEW_NANOS = 1_000 * Schedule.MS;
    private static final long RETRY_NANOS = 100 * Schedule.MS;

    private final CometNode comet;
    private final Around around;
    private final RedisLine redis;
    private final Set<Session> all = new LinkedHashSet<>();

    Sessions(CometNode comet) {
        this.comet = comet;
        this.around = comet.around();
        this.redis = comet.redis();
        around.schedule().after(comet.process(), RENEW_NANOS, this::renewAll);
    }

    /** A client's AUTH has come. */
    public void authenticate(Link link, Audience client) {
        Shard shard = around.schedule().chance().of(comet.shards().all());
        long sessionId =
                around.wiring().expectsSessions() ? shard.expectSession() : shard.newSessionId();
        Route wanted =
                Route.newBuilder()
                        .setInstance(comet.instance().toString())
                        .setSessionId(sessionId)
                        .build();
        redis.ask(
                server -> {
                    Route route = server.routes().register(client.user(), client.key(), wanted);
                    Session session = new Session(comet, link, client, route);
                    client.registered(session);
                    return new Registered(session, server.incarnation(), tip(server, client));
                },
                registered -> shard.loop().execute(() -> open(registered, link)),
                () -> {
                    shard.loop().execute(() -> shard.forget(sessionId));
                    link.calledEnds();
                });
    }

    private @Nullable StreamPoint tip(RedisServer server, Audience client) {
        if (!around.limits().streams()) {
            return null;
        }
        StreamSlice tip = server.streams().tip("user:" + client.user(), server.master());
        return new StreamPoint(tip.epoch(), tip.last(), StreamPlaces.lineage(tip.lineage()));
    }

    private record Registered(Session session, int incarnation, @Nullable StreamPoint tip) {}

    private void open(Registered registered, Link link) {
        Session session = registered.session();
        link.whenCalledLearns(() -> session.shard().loop().execute(() -> end(session)));
        if (link.broken()) {
            session.shard().forget(session.sessionId());
            end(session);
            return;
        }
        all.add(session);
        if (registered.incarnation() == around.redis().incarnation()) {
            session.routedAllAlong();
        }
        session.begin(registered.tip());
    }

    void end(Session session) {
        all.remove(session);
        session.end();
        redis.ask(
                server -> {
                    Audience client = session.client();
                    server.routes().remove(client.user(), client.key(), session.route());
                    return "";
                },
                done -> {},
                () -> {});
    }

    private void renewAll() {
        List.copyOf(all).forEach(session -> renew(session, () -> {}, () -> {}));
        around.schedule().after(comet.process(), RENEW_NANOS, this::renewAll);
    }

    private void renew(Session session, Runnable done, Runnable failed) {
        Audience client = session.client();
        redis.ask(
                server ->
                        new Renewed(
                                server.routes().renew(client.user(), client.key(), session.route()),
                                server.incarnation(),
                                tip(server, client)),
                renewed ->
                        session.shard()
                                .loop()
                                .execute(
                                        () -> {
                                            renewed(session, renewed);
                                            done.run();
                                        }),
                failed);
    }

    private record Renewed(boolean renewed, int incarnation, @Nullable StreamPoint tip) {}

    private void renewed(Session session, Renewed answer) {
        if (!answer.renewed()) {
            end(session);
        } else if (session.closed()) {
            // A renewal that overtook the removal has written the route again.
            end(session);
        } else if (answer.incarnation() == around.redis().incarnation()) {
            session.routed();
        }
        if (answer.tip() != null && around.wiring().checksPositions()) {
            session.shard().ownTip(session.sessionId(), answer.tip());
        }
    }

    /** Registers every session again; tries until all are. */
    void replay(Runnable done) {
        Replay replay = new Replay(done);
        replay.begin(List.copyOf(all));
    }

    /** The process was killed: nobody here is owed anything any more. */
    public void died() {
        all.forEach(Session::died);
        all.clear();
    }

    private final class Replay {
        private final Runnable done;
        private int left;
        private boolean failed;

        Replay(Runnable done) {
            this.done = done;
        }

        void begin(List<Session> sessions) {
            failed = false;
            left = sessions.size() + 1;
            sessions.forEach(
                    session ->
                            renew(
                                    session,
                                    this::one,
                                    () -> {
                                        failed = true;
                                        one();
                                    }));
            one();
        }

        private void one() {
            if (--left > 0) {
                return;
            }
            if (failed) {
                around.schedule()
                        .after(comet.process(), RETRY_NANOS, () -> begin(List.copyOf(all)));
            } else {
                done.run();
            }
        }
    }
}
