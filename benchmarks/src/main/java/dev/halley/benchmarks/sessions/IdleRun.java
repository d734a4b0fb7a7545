package dev.halley.benchmarks.sessions;

import dev.halley.benchmarks.jvm.ClassHistogram;
import dev.halley.benchmarks.live.Notes;
import dev.halley.benchmarks.load.Progress;
import dev.halley.benchmarks.load.SessionPool;
import dev.halley.benchmarks.measure.Percentiles;
import dev.halley.benchmarks.process.ProcessSample;
import dev.halley.benchmarks.scenario.BenchException;
import dev.halley.benchmarks.scenario.Connecting;
import dev.halley.benchmarks.scenario.WatchedProcesses;
import dev.halley.benchmarks.spec.Check;
import dev.halley.benchmarks.spec.Peer;
import dev.halley.benchmarks.spec.ServerView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sessions that connect, authenticate, sit in a room, and get nothing but heartbeats. */
public final class IdleRun {

    /** At rest for a tenth of the time that it may take. */
    private static final int READINGS = 10;

    private static final int MOST_READINGS = 100;
    private static final double MS_PER_SECOND = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double LONGEST_SETTLE_SECONDS = 600;

    private final ConnectSpec spec;
    private final double settleSeconds;
    private final boolean liveHeap;
    private final Notes progress;

    /**
     * A run that has not begun.
     *
     * @param settleSeconds how long memory may take to come to rest, before and after; 0.5 to 600
     * @param liveHeap whether heaps are looked at too, which makes their JVMs collect in full
     * @param progress takes lines that say how far it is
     */
    public IdleRun(ConnectSpec spec, double settleSeconds, boolean liveHeap, Notes progress) {
        spec.tuning().checkHolds(spec.sessions());
        Check.range("settle", settleSeconds, 0.5, LONGEST_SETTLE_SECONDS);
        this.spec = spec;
        this.settleSeconds = settleSeconds;
        this.liveHeap = liveHeap;
        this.progress = progress;
    }

    /**
     * Makes the run; blocks until it is over.
     *
     * @throws BenchException if it cannot be made at all
     */
    public IdleResult run() throws BenchException, IOException, InterruptedException {
        ServerView view = spec.server().look();
        WatchedProcesses watched = new WatchedProcesses(view.pids());
        Connecting.probeSessions(view.peer(), spec.clients());
        if (!liveHeap) {
            return run(view.peer(), watched, Optional.empty());
        }
        try (LiveHeaps heaps = new LiveHeaps(view.pids())) {
            return run(view.peer(), watched, Optional.of(heaps));
        }
    }

    private IdleResult run(Peer peer, WatchedProcesses watched, Optional<LiveHeaps> heaps)
            throws BenchException, IOException, InterruptedException {
        HandshakeRun.warmUp(spec, peer, progress);
        Map<String, ClassHistogram> heapBefore = heaps.map(LiveHeaps::collect).orElse(Map.of());
        boolean calmBefore = settle(watched);
        Map<String, ProcessSample> before = watched.sample();
        progress.accept("connecting %d sessions".formatted(spec.sessions()));
        try (SessionPool pool = spec.pool(peer, spec.sessions(), false)) {
            Progress begun = pool.progress();
            double seconds = Connecting.dial(pool, peer, progress);
            Map<String, ProcessSample> connected = watched.sample();
            long loadCpu = pool.progress().busiestCpuSince(begun);
            progress.accept("%d online after %.1f s".formatted(pool.online(), seconds));
            boolean calm = settle(watched);
            Map<String, ProcessSample> settled = watched.sample();
            Map<String, ClassHistogram> heapWith = heaps.map(LiveHeaps::collect).orElse(Map.of());
            int stayed = pool.present();
            pool.stop();
            Handshakes handshakes =
                    new Handshakes(
                            pool.online(),
                            spec.sessions() - pool.online(),
                            seconds,
                            Percentiles.ofMicros(pool.report().handshakeUs()),
                            HandshakeRun.cpuUs(before, connected, pool.online()),
                            loadCpu / NANOS_PER_SECOND / seconds);
            return new IdleResult(
                    spec.title("idle", peer),
                    handshakes,
                    pool.online() - stayed,
                    calmBefore && calm,
                    Memory.of(before, settled, pool.online()),
                    HeapPerSession.of(heapBefore, heapWith, pool.online()),
                    troubles(watched, pool, heaps));
        }
    }

    private static List<String> troubles(
            WatchedProcesses watched, SessionPool pool, Optional<LiveHeaps> heaps) {
        List<String> troubles = new ArrayList<>(watched.gone());
        heaps.ifPresent(live -> troubles.addAll(live.troubles()));
        pool.troubles().forEach(what -> troubles.add("session: " + what));
        return troubles;
    }

    /** Waits until the server's memory has come to rest; whether it did in time. */
    private boolean settle(WatchedProcesses watched) throws InterruptedException {
        Settling settling = new Settling(READINGS);
        for (int reading = 0; reading < MOST_READINGS; reading++) {
            Map<String, ProcessSample> now = watched.sample();
            if (settling.settledWith(
                    now.values().stream().mapToDouble(ProcessSample::rssKb).sum())) {
                return true;
            }
            Thread.sleep(Math.round(settleSeconds * MS_PER_SECOND / MOST_READINGS));
        }
        return false;
    }
}
