package dev.halley.benchmarks.sessions;

import dev.halley.benchmarks.jvm.JvmWatch;
import dev.halley.benchmarks.live.Notes;
import dev.halley.benchmarks.load.Progress;
import dev.halley.benchmarks.load.SessionPool;
import dev.halley.benchmarks.measure.JvmCosts;
import dev.halley.benchmarks.measure.Percentiles;
import dev.halley.benchmarks.process.ProcessSample;
import dev.halley.benchmarks.scenario.BenchException;
import dev.halley.benchmarks.scenario.Connecting;
import dev.halley.benchmarks.scenario.WatchedProcesses;
import dev.halley.benchmarks.spec.Peer;
import dev.halley.benchmarks.spec.ServerView;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sessions that connect, authenticate and leave, as fast as so many dialling at once allow. */
public final class HandshakeRun {

    /** The server has carried the endings out by then; their cost is part of the handshake's. */
    private static final Duration ENDINGS = Duration.ofSeconds(1);

    private static final double NANOS_PER_US = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final ConnectSpec spec;
    private final Notes progress;

    /**
     * A run that has not begun.
     *
     * @param progress takes lines that say how far it is
     */
    public HandshakeRun(ConnectSpec spec, Notes progress) {
        this.spec = spec;
        this.progress = progress;
    }

    /**
     * Makes the run; blocks until it is over.
     *
     * @throws BenchException if it cannot be made at all
     */
    public HandshakeResult run() throws BenchException, IOException, InterruptedException {
        ServerView view = spec.server().look();
        Peer peer = view.peer();
        WatchedProcesses watched = new WatchedProcesses(view.pids());
        Connecting.probeSessions(peer, spec.clients());
        Map<String, Long> jvms = spec.tuning().insideJvms() ? view.pids() : Map.of();
        try (JvmWatch watch = new JvmWatch(jvms)) {
            warmUp(spec, peer, progress);
            return run(peer, watched, watch);
        }
    }

    private HandshakeResult run(Peer peer, WatchedProcesses watched, JvmWatch jvms)
            throws BenchException, IOException, InterruptedException {
        progress.accept("%d sessions connect and leave".formatted(spec.sessions()));
        try (SessionPool pool = spec.pool(peer, spec.sessions(), true)) {
            jvms.begin();
            long start = System.nanoTime();
            Map<String, ProcessSample> before = watched.sample();
            Progress begun = pool.progress();
            double seconds = Connecting.dial(pool, peer, progress);
            long loadCpu = pool.progress().busiestCpuSince(begun);
            Thread.sleep(ENDINGS.toMillis());
            Map<String, ProcessSample> after = watched.sample();
            double wall = (System.nanoTime() - start) / NANOS_PER_SECOND;
            Map<String, JvmCosts> costs = JvmCosts.of(jvms.end(), wall, pool.online());
            pool.stop();
            List<String> troubles = new ArrayList<>(watched.gone());
            troubles.addAll(jvms.troubles());
            pool.troubles().forEach(what -> troubles.add("session: " + what));
            Handshakes handshakes =
                    new Handshakes(
                            pool.online(),
                            spec.sessions() - pool.online(),
                            seconds,
                            Percentiles.ofMicros(pool.report().handshakeUs()),
                            cpuUs(before, after, pool.online()),
                            loadCpu / NANOS_PER_SECOND / seconds);
            return new HandshakeResult(spec.title("handshake", peer), handshakes, costs, troubles);
        }
    }

    /** Has the spec's first sessions connect and leave, unmeasured. */
    static void warmUp(ConnectSpec spec, Peer peer, Notes progress)
            throws BenchException, IOException, InterruptedException {
        if (spec.warmup() > 0) {
            progress.accept("warming up with %d sessions".formatted(spec.warmup()));
            try (SessionPool pool = spec.pool(peer, spec.warmup(), true)) {
                Connecting.dial(pool, peer, progress);
            }
            Thread.sleep(ENDINGS.toMillis());
        }
    }

    /** CPU between two moments over handshakes, in microseconds. */
    static Map<String, Double> cpuUs(
            Map<String, ProcessSample> before, Map<String, ProcessSample> after, int handshakes) {
        return WatchedProcesses.between(
                before, after, (a, b) -> b.cpuSince(a) / NANOS_PER_US / Math.max(1, handshakes));
    }
}
