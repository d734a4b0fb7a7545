package dev.halley.simulation.redis;

import dev.halley.simulation.link.Link;
import dev.halley.simulation.link.Network;
import dev.halley.simulation.schedule.Life;
import dev.halley.simulation.schedule.Schedule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A connection to Redis. Commands are carried out in order; when it breaks, those that are not
 * answered fail, and nobody knows whether they were carried out.
 */
public final class RedisLine {
    private static final long FAIL_NANOS = 5 * Schedule.MS;

    private final Schedule schedule;
    private final Network network;
    private final RedisServer server;
    private final Life caller;
    private final Deque<Runnable> unanswered = new ArrayDeque<>();
    private Link link;

    /** Connects. */
    public RedisLine(Schedule schedule, Network network, RedisServer server, Life caller) {
        this.schedule = schedule;
        this.network = network;
        this.server = server;
        this.caller = caller;
        this.link = dial();
    }

    private Link dial() {
        Link dialled = network.connect(caller, server.process());
        dialled.whenCallerLearns(this::broken);
        return dialled;
    }

    /** Asks; exactly one of the two runs later. */
    public <T> void ask(Function<RedisServer, T> command, Consumer<T> answered, Runnable failed) {
        if (server.away()) {
            schedule.within(caller, FAIL_NANOS, failed);
            return;
        }
        Link open = link;
        unanswered.add(failed);
        open.toCalled()
                .send(
                        () -> {
                            if (server.away()) {
                                open.cut(FAIL_NANOS);
                                return;
                            }
                            T answer = command.apply(server);
                            open.toCaller().send(() -> take(answer, answered));
                        });
    }

    private <T> void take(T answer, Consumer<T> answered) {
        unanswered.remove();
        answered.accept(answer);
    }

    private void broken() {
        link = dial();
        Deque<Runnable> failed = new ArrayDeque<>(unanswered);
        unanswered.clear();
        failed.forEach(Runnable::run);
    }
}
