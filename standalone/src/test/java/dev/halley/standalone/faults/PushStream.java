package dev.halley.standalone.faults;

import dev.halley.sdk.push.PushClient;
import dev.halley.sdk.push.PushTarget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Pushes 0, 1, 2 … to one target, each when the one before was answered, and remembers which were
 * accepted. What was refused is not pushed again: the next number follows.
 */
final class PushStream {
    static final int OPERATION = 1000;

    private final String name;
    private final PushTarget target;
    private final List<PushClient> clients;
    private final ScheduledExecutorService timer;
    private final long intervalMs;
    private final Set<Integer> accepted = ConcurrentHashMap.newKeySet();
    private final Set<Integer> refused = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private volatile boolean idle;

    PushStream(
            String name,
            PushTarget target,
            List<PushClient> clients,
            ScheduledExecutorService timer,
            long intervalMs) {
        this.name = name;
        this.target = target;
        this.clients = clients;
        this.timer = timer;
        this.intervalMs = intervalMs;
    }

    String name() {
        return name;
    }

    void start() {
        push(0);
    }

    /** Ends after the push in flight. */
    void stop() {
        stopped.set(true);
    }

    boolean isIdle() {
        return idle;
    }

    Set<Integer> acceptedNumbers() {
        return accepted;
    }

    int accepted() {
        return accepted.size();
    }

    int refused() {
        return refused.size();
    }

    /** What of all that was accepted is not among these. */
    List<Integer> missing(List<Integer> received) {
        List<Integer> missing = new ArrayList<>(accepted);
        missing.removeAll(Set.copyOf(received));
        return missing;
    }

    // What becomes of a push is noted in its callback.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void push(int number) {
        if (stopped.get()) {
            idle = true;
            return;
        }
        byte[] payload = (name + " " + number).getBytes(StandardCharsets.UTF_8);
        clients.get(number % clients.size())
                .push(target, OPERATION, payload)
                .whenComplete(
                        (id, failure) -> {
                            (failure == null ? accepted : refused).add(number);
                            timer.schedule(
                                    () -> push(number + 1), intervalMs, TimeUnit.MILLISECONDS);
                        });
    }
}
