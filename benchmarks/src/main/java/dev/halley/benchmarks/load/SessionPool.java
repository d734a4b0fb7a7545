package dev.halley.benchmarks.load;

import dev.halley.benchmarks.audit.Missing;
import dev.halley.benchmarks.audit.PushedSequences;
import dev.halley.benchmarks.audit.Stall;
import dev.halley.benchmarks.audit.Troubles;
import dev.halley.benchmarks.client.SessionSpec;
import dev.halley.benchmarks.recovery.RecoveryCounts;
import dev.halley.benchmarks.storm.LatencyTrace;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** All sessions of a run, spread over loops. Used by one thread. */
public final class SessionPool implements AutoCloseable {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<LoadLoop> loops = new ArrayList<>();
    private final Troubles troubles = new Troubles();
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
            this.loops.add(new LoadLoop("bench-load-" + i, settings, share, troubles));
        }
    }

    /** Begins to dial. */
    public void start() {
        loops.forEach(LoadLoop::start);
    }

    /** Sessions that authenticated at some time. */
    public int online() {
        return loops.stream().mapToInt(LoadLoop::everOnline).sum();
    }

    /** Sessions that never did. */
    public int failed() {
        return loops.stream().mapToInt(LoadLoop::failed).sum();
    }

    /** Whether every session is online or has failed. */
    public boolean settled() {
        return online() + failed() >= sessions;
    }

    /** Sessions that are online now, a little late. */
    public int present() {
        return loops.stream().mapToInt(loop -> loop.counts().seenPresent()).sum();
    }

    /** The harness itself cuts nobody any more. */
    public void stopCutting() {
        loops.forEach(LoadLoop::stopCutting);
    }

    /** Cuts every session of a target, at once as far as threads can. */
    public void cutAllOf(int target) {
        loops.forEach(loop -> loop.cutAllOf(target));
    }

    /** How clients of version 2 fared; after {@link #stop()}. */
    public RecoveryCounts recovery() {
        RecoveryCounts sum = new RecoveryCounts();
        loops.forEach(loop -> sum.add(loop.counts().recovery));
        return sum;
    }

    /** The latencies of the traced target; after {@link #stop()}. */
    public LatencyTrace trace() {
        LatencyTrace sum = new LatencyTrace();
        loops.forEach(loop -> sum.add(loop.counts().trace));
        return sum;
    }

    /** From the dial to the reply to AUTH, of every connection; after {@link #stop()}. */
    public Histogram handshakeUs() {
        LoopCounts sum = new LoopCounts();
        loops.forEach(loop -> sum.add(loop.counts()));
        return sum.handshakeUs;
    }

    /** What went wrong with sessions. */
    public List<String> troubles() {
        return troubles.inWords();
    }

    /** Sessions of each target that came online; once all are {@link #settled()}. */
    public int[] members(int targets) {
        int[] members = new int[targets];
        everySession()
                .filter(session -> session.audit.wasOnline())
                .forEach(session -> members[session.spec.target()]++);
        return members;
    }

    /** How far the run is. */
    public Progress progress() {
        long deliveries = 0;
        long frames = 0;
        List<Long> cpu = new ArrayList<>();
        int cuts = 0;
        for (LoadLoop loop : loops) {
            deliveries += loop.counts().seenDeliveries();
            frames += loop.counts().seenFrames();
            cuts += loop.counts().seenCuts();
            cpu.add(Math.max(0, THREADS.getThreadCpuTime(loop.threadId())));
        }
        return new Progress(deliveries, frames, cuts, cpu);
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
        LoopCounts sum = new LoopCounts();
        loops.forEach(loop -> sum.add(loop.counts()));
        int away =
                (int)
                        everySession()
                                .filter(session -> session.audit.wasOnline() && !session.online)
                                .count();
        return new LoadTotals(
                sum.latencyUs,
                sum.deliveries,
                sum.measured,
                sum.duplicated,
                sum.reordered,
                sum.misrouted,
                sum.frames,
                sum.lastMeasuredNanos,
                away);
    }

    /** How sessions fared that were cut, and how long any had to wait; after {@link #stop()}. */
    public Interruptions interruptions() {
        LoopCounts sum = new LoopCounts();
        List<Stall> stalls = new ArrayList<>();
        long longest = 0;
        for (LoadLoop loop : loops) {
            sum.add(loop.counts());
            stalls.addAll(loop.counts().gaps.stalls());
            longest = Math.max(longest, loop.counts().gaps.longestNanos());
        }
        return new Interruptions(
                sum.cuts, sum.reconnectUs, sum.returns, longest, stalls, List.copyOf(sum.oddities));
    }

    /** What did not come to the sessions that were online at some time; after {@link #stop()}. */
    public Missing missing(PushedSequences pushed) {
        Missing missing = new Missing();
        everySession()
                .forEach(session -> session.audit.sort(session.spec.target(), pushed, missing));
        return missing;
    }

    private Stream<LoadSession> everySession() {
        return loops.stream().flatMap(loop -> loop.sessions().stream());
    }
}
