package dev.halley.benchmarks.load;

import dev.halley.benchmarks.audit.PushedSequences;
import dev.halley.benchmarks.client.SessionSpec;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.HdrHistogram.Histogram;

/** All sessions of a run, spread over loops. Used by one thread. */
public final class SessionPool implements AutoCloseable {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<LoadLoop> loops = new ArrayList<>();
    private final int sessions;
    private boolean stopped;

    /**
     * Prepares the sessions; {@link #start()} dials.
     *
     * @param loops threads to spread them over
     */
    public SessionPool(LoopSettings settings, List<SessionSpec> specs, int loops)
            throws IOException {
        this.sessions = specs.size();
        for (int i = 0; i < loops; i++) {
            List<SessionSpec> share = new ArrayList<>();
            for (int at = i; at < specs.size(); at += loops) {
                share.add(specs.get(at));
            }
            this.loops.add(new LoadLoop("bench-load-" + i, settings, share));
        }
    }

    /** Begins to dial. */
    public void start() {
        loops.forEach(LoadLoop::start);
    }

    /** Sessions that authenticated. */
    public int online() {
        return loops.stream().mapToInt(LoadLoop::online).sum();
    }

    /** Sessions that never did. */
    public int failed() {
        return loops.stream().mapToInt(LoadLoop::failed).sum();
    }

    /** Whether every session is online or has failed. */
    public boolean settled() {
        return online() + failed() >= sessions;
    }

    /** The first thing that went wrong with a session. */
    public Optional<String> firstFailure() {
        return loops.stream().map(LoadLoop::firstFailure).filter(Objects::nonNull).findFirst();
    }

    /** Sessions of each target that came online; once all are {@link #settled()}. */
    public int[] members(int targets) {
        int[] members = new int[targets];
        for (LoadLoop loop : loops) {
            loop.sessions().stream()
                    .filter(session -> session.wasOnline)
                    .forEach(session -> members[session.spec.target()]++);
        }
        return members;
    }

    /** How far the run is. */
    public Progress progress() {
        long deliveries = 0;
        long frames = 0;
        long cpu = 0;
        for (LoadLoop loop : loops) {
            deliveries += loop.counts().seenDeliveries();
            frames += loop.counts().seenFrames();
            cpu += Math.max(0, THREADS.getThreadCpuTime(loop.threadId()));
        }
        return new Progress(deliveries, frames, cpu);
    }

    /** Stops what {@link #stop()} has not. */
    @Override
    public void close() {
        stop();
    }

    /** Stops every loop and closes every session; the counts stand still from here on. */
    public void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        loops.forEach(LoadLoop::expectClose);
        try {
            for (LoadLoop loop : loops) {
                loop.stopAndJoin();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The sums; after {@link #stop()}. */
    public LoadTotals totals() {
        Histogram latency = new Histogram(LoopCounts.LONGEST_US, 3);
        LoopCounts sum = new LoopCounts();
        for (LoadLoop loop : loops) {
            LoopCounts counts = loop.counts();
            latency.add(counts.latencyUs);
            sum.deliveries += counts.deliveries;
            sum.measured += counts.measured;
            sum.duplicated += counts.duplicated;
            sum.reordered += counts.reordered;
            sum.misrouted += counts.misrouted;
            sum.strays += counts.strays;
            sum.frames += counts.frames;
            sum.bytes += counts.bytes;
            sum.closedEarly += counts.closedEarly;
            sum.lastMeasuredNanos = Math.max(sum.lastMeasuredNanos, counts.lastMeasuredNanos);
        }
        return new LoadTotals(
                latency,
                sum.deliveries,
                sum.measured,
                sum.duplicated,
                sum.reordered,
                sum.misrouted,
                sum.strays,
                sum.frames,
                sum.bytes,
                sum.lastMeasuredNanos,
                sum.closedEarly);
    }

    /**
     * Messages that did not come to sessions that were online, each missing one counted at each
     * session; after {@link #stop()}.
     *
     * @param counts which pushes count
     */
    public long lost(PushedSequences pushed, LongPredicate counts) {
        return loops.stream()
                .flatMap(loop -> loop.sessions().stream())
                .filter(session -> session.wasOnline)
                .mapToLong(session -> lostBy(session, pushed, counts))
                .sum();
    }

    private static long lostBy(LoadSession session, PushedSequences pushed, LongPredicate counts) {
        long lost = 0;
        for (int slot = 0; slot < session.seen.senders(); slot++) {
            int sender = slot;
            int target = session.spec.target();
            lost +=
                    session.seen.lost(
                            slot,
                            pushed.sequences(target, slot),
                            sequence -> counts.test(pushed.push(target, sender, sequence)));
        }
        return lost;
    }
}
