package dev.halley.benchmarks.scenario;

import dev.halley.benchmarks.client.SessionSpec;
import dev.halley.benchmarks.load.LoopSettings;
import dev.halley.benchmarks.load.SessionPool;
import dev.halley.benchmarks.measure.ProcessSample;
import dev.halley.benchmarks.measure.RunResult;
import dev.halley.benchmarks.rest.CallerSetup;
import dev.halley.benchmarks.rest.Callers;
import dev.halley.benchmarks.rest.PushLog;
import dev.halley.benchmarks.rest.PushPlan;
import dev.halley.benchmarks.rest.PushRequests;
import dev.halley.benchmarks.rest.PushTiming;
import dev.halley.benchmarks.spec.BenchSpec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * One run: sessions connect, callers push on schedule, what arrives is counted. Ends by itself: a
 * server that stops answering costs time limits, not for ever.
 */
public final class BenchRun {

    private static final Duration DIAL_LIMIT = Duration.ofSeconds(20);
    private static final Duration HEARTBEAT = Duration.ofSeconds(60);
    private static final Duration CONNECT_LIMIT = Duration.ofMinutes(3);
    private static final Duration SETTLE = Duration.ofMillis(500);
    private static final Duration CALLERS_BEHIND_LIMIT = Duration.ofSeconds(30);
    private static final int PROBE_MS = 3_000;

    private final BenchSpec spec;
    private final Consumer<String> progress;
    private final int run = ThreadLocalRandom.current().nextInt();
    private final PushPlan plan;
    private final PushLog log;

    /**
     * A run that has not begun.
     *
     * @param progress takes lines that say how far it is
     */
    public BenchRun(BenchSpec spec, Consumer<String> progress) {
        this.spec = spec;
        this.progress = progress;
        int callers = spec.tuning().callersFor(spec.shape().rate());
        this.plan = PushPlan.of(spec.targets(), callers, spec.allPushes());
        this.log = new PushLog(spec.allPushes(), spec.warmupPushes());
    }

    /**
     * Makes the run; blocks until it is over.
     *
     * @throws BenchException if it cannot be made at all: nobody there, a pid that is not there
     */
    public RunResult run() throws BenchException, IOException, InterruptedException {
        WatchedProcesses watched = new WatchedProcesses(spec.pids());
        probe("sessions", spec.peer().client().address());
        probe("REST", spec.peer().rest());
        Addressing addressing = new Addressing(spec.scenario(), spec.shape(), run);
        List<SessionSpec> sessions = addressing.sessions(plan.sendersPerTarget());
        LoopSettings settings =
                new LoopSettings(
                        spec.peer().client(),
                        run,
                        spec.shape().operation(),
                        Math.max(1, spec.tuning().dials() / spec.tuning().loops()),
                        DIAL_LIMIT,
                        HEARTBEAT);
        Map<String, ProcessSample> before = watched.sample();
        try (SessionPool pool = new SessionPool(settings, sessions, spec.tuning().loops())) {
            double connectSeconds = connect(pool);
            Map<String, ProcessSample> connected = watched.sample();
            Window window = push(pool, addressing, watched);
            pool.stop();
            RssGrowth memory = new RssGrowth(before, connected, connectSeconds);
            return new Evaluation(spec, plan, log, pool).of(window, memory, watched.gone());
        }
    }

    private double connect(SessionPool pool) throws BenchException, InterruptedException {
        long start = System.nanoTime();
        progress.accept("connecting " + spec.shape().sessions() + " sessions");
        pool.start();
        while (!pool.settled() && System.nanoTime() - start < CONNECT_LIMIT.toNanos()) {
            Thread.sleep(10);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (pool.online() == 0) {
            throw new BenchException(
                    "no session could connect to %s: %s"
                            .formatted(
                                    spec.peer().client().address(),
                                    pool.firstFailure().orElse("no answer")));
        }
        progress.accept("%d online after %.1f s".formatted(pool.online(), seconds));
        Thread.sleep(SETTLE.toMillis());
        return seconds;
    }

    private Window push(SessionPool pool, Addressing addressing, WatchedProcesses watched)
            throws InterruptedException {
        double rate = spec.shape().rate();
        long start = System.nanoTime() + SETTLE.toNanos();
        long span = (long) (spec.allPushes() / rate * 1e9);
        PushTiming timing =
                new PushTiming(
                        start,
                        rate,
                        spec.warmupPushes(),
                        start + span + CALLERS_BEHIND_LIMIT.toNanos());
        PushRequests requests =
                new PushRequests(
                        spec.peer().rest(),
                        spec.targets(),
                        addressing::route,
                        spec.shape().payloadBytes());
        Callers callers =
                new Callers(new CallerSetup(run, spec.peer().rest(), plan, timing, requests, log));
        callers.start();
        long measuredFrom = timing.dueNanos(spec.warmupPushes());
        progress.accept("warming up, then measuring");
        sleepUntil(measuredFrom);
        Moment from = Moment.now(watched, pool);
        callers.join();
        new Drain(plan, log, pool).await();
        return new Window(from, Moment.now(watched, pool), measuredFrom, callers);
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
        }
    }

    private static void probe(String what, InetSocketAddress address) throws BenchException {
        try (Socket socket = new Socket()) {
            socket.connect(address, PROBE_MS);
        } catch (IOException e) {
            throw new BenchException(
                    "nobody takes %s at %s:%d: %s"
                            .formatted(
                                    what,
                                    address.getAddress().getHostAddress(),
                                    address.getPort(),
                                    e.getMessage()));
        }
    }
}
