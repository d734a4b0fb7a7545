package dev.halley.comet.session.all;

import dev.halley.api.logic.Registration;
import dev.halley.comet.rpc.RouteReplay;
import dev.halley.comet.session.Session;
import dev.halley.comet.session.SessionLoop;
import dev.halley.comet.upstream.Renewals;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Registers every session of the node again, because Redis may have lost its routes. */
public final class SessionReplay implements RouteReplay {
    private final List<SessionLoop> loops;
    private final Renewals renewals;

    /** Over all loops of a node. */
    public SessionReplay(List<SessionLoop> loops, Renewals renewals) {
        this.loops = List.copyOf(loops);
        this.renewals = renewals;
    }

    /**
     * Reads the sessions and renews them, batch after batch on each loop; fails when a batch was not
     * renewed. Who is on its way in is renewed by its loop when it is here.
     */
    @Override
    public CompletionStage<Void> replayAll() {
        CompletableFuture<?>[] all =
                loops.stream()
                        .map(loop -> onLoop(loop).toCompletableFuture())
                        .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(all);
    }

    private CompletionStage<Void> onLoop(SessionLoop loop) {
        return CompletableFuture.supplyAsync(loop::replay, loop.shard().loop())
                .thenCompose(sessions -> renewFrom(sessions, 0, loop));
    }

    private CompletionStage<Void> renewFrom(List<Session> sessions, int from, SessionLoop loop) {
        if (from >= sessions.size()) {
            return CompletableFuture.completedFuture(null);
        }
        int to = Math.min(sessions.size(), from + Renewals.BATCH);
        List<Session> batch = sessions.subList(from, to);
        List<Registration> registrations = batch.stream().map(Session::registration).toList();
        return renewals.renew(registrations)
                .thenComposeAsync(
                        done -> {
                            loop.removeEnded(batch);
                            return done
                                    ? renewFrom(sessions, to, loop)
                                    : CompletableFuture.failedFuture(
                                            new IllegalStateException("routes not renewed"));
                        },
                        loop.shard().loop());
    }
}
