package dev.halley.benchmarks.load.loop;

import dev.halley.benchmarks.audit.Missing;
import dev.halley.benchmarks.audit.PushedSequences;
import dev.halley.benchmarks.audit.Troubles;
import dev.halley.benchmarks.client.SessionSpec;
import dev.halley.benchmarks.load.LoadReport;
import dev.halley.benchmarks.load.Progress;
import dev.halley.benchmarks.load.SessionPool;
import dev.halley.benchmarks.load.Standing;
import dev.halley.benchmarks.storm.LatencyTrace;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Sessions of this process, spread over loops. */
public final class LoopPool implements SessionPool {

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
    public LoopPool(LoopSettings settings, List<SessionSpec> specs, int loops) throws IOException {
        this.sessions = specs.size();
        for (int i = 0; i < loops; i++) {
            List<SessionSpec> share = new ArrayList<>();
            for (int at = i; at < specs.size(); at += loops) {
                share.add(specs.get(at));
            }
            this.loops.add(new LoadLoop("bench-load-" + i, settings, share, troubles));
        }
    }

    @Override
    public void start() {
        loops.forEach(LoadLoop::start);
    }

    @Override
    public Standing standing() {
        return new Standing(
                sessions,
                loops.stream().mapToInt(LoadLoop::everOnline).sum(),
                loops.stream().mapToInt(LoadLoop::failed).sum(),
                loops.stream().mapToInt(loop -> loop.counts().seenPresent()).sum(),
                progress());
    }

    @Override
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
        return new Progress(deliveries, frames, cuts, cpu, List.of());
    }

    @Override
    public void stopCutting() {
        loops.forEach(LoadLoop::stopCutting);
    }

    @Override
    public void cutAllOf(int target) {
        loops.forEach(loop -> loop.cutAllOf(target));
    }

    @Override
    public List<String> troubles() {
        return troubles.inWords();
    }

    @Override
    public int[] members(int targets) {
        int[] members = new int[targets];
        everySession()
                .filter(session -> session.audit.wasOnline())
                .forEach(session -> members[session.spec.target()]++);
        return members;
    }

    @Override
    public void close() {
        stop();
    }

    @Override
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

    @Override
    public LoadReport report() {
        return LoadReport.sum(loops.stream().map(LoadLoop::report).toList());
    }

    @Override
    public LatencyTrace trace() {
        LatencyTrace sum = new LatencyTrace();
        loops.forEach(loop -> sum.add(loop.counts().trace));
        return sum;
    }

    @Override
    public Missing.Totals missing(PushedSequences pushed) {
        Missing missing = new Missing();
        everySession()
                .forEach(session -> session.audit.sort(session.spec.target(), pushed, missing));
        return missing.totals();
    }

    private Stream<LoadSession> everySession() {
        return loops.stream().flatMap(loop -> loop.sessions().stream());
    }
}
