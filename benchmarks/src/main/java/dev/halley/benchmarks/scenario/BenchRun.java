package dev.halley.benchmarks.scenario;

import dev.halley.benchmarks.client.Comets;
import dev.halley.benchmarks.client.Reconnects;
import dev.halley.benchmarks.client.SessionSpec;
import dev.halley.benchmarks.client.Wire;
import dev.halley.benchmarks.jvm.JvmWatch;
import dev.halley.benchmarks.live.Notes;
import dev.halley.benchmarks.load.SessionPool;
import dev.halley.benchmarks.load.loop.LoopSettings;
import dev.halley.benchmarks.load.spread.SpreadPool;
import dev.halley.benchmarks.measure.RunResult;
import dev.halley.benchmarks.process.HiccupMeter;
import dev.halley.benchmarks.process.ProcessSample;
import dev.halley.benchmarks.rest.CallerSetup;
import dev.halley.benchmarks.rest.Callers;
import dev.halley.benchmarks.rest.PushLog;
import dev.halley.benchmarks.rest.PushPlan;
import dev.halley.benchmarks.rest.PushRequests;
import dev.halley.benchmarks.rest.PushTiming;
import dev.halley.benchmarks.spec.BenchSpec;
import dev.halley.benchmarks.spec.Peer;
import dev.halley.benchmarks.spec.Scenario;
import dev.halley.benchmarks.spec.ServerView;
import dev.halley.benchmarks.steps.StepRunner;
import dev.halley.benchmarks.steps.Steps;
import dev.halley.benchmarks.storm.StormMoment;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Phaser;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * One run: sessions connect, callers push on schedule, what arrives is counted. Ends by itself: a
 * server that stops answering costs time limits, not for ever.
 */
public final class BenchRun {

    /** What is done to the server in the end, after faults. */
    public static final List<String> REPAIR = List.of("repair");

    /** What a run fails with that is one of several, when another one could not be made. */
    public static final String OTHER_FAILED = "the run beside this one could not be made";

    private static final Duration SETTLE = Duration.ofMillis(500);
    private static final Duration CHECK = Duration.ofSeconds(1);
    private static final Duration CALLERS_BEHIND_LIMIT = Duration.ofSeconds(30);
    private static final int NO_TARGET = -1;
    private static final double CALM_SHARE = 0.25;

    private final BenchSpec spec;
    private final Notes progress;
    private final Steps steps;
    private final Phaser together;
    private final int run = ThreadLocalRandom.current().nextInt();
    private final PushPlan plan;
    private final PushLog log;

    /**
     * A run that has not begun.
     *
     * @param progress takes lines that say how far it is
     * @param stepRunner does the steps of the spec
     */
    public BenchRun(BenchSpec spec, Notes progress, StepRunner stepRunner) {
        this(spec, progress, stepRunner, new Phaser(1));
    }

    /**
     * One of several that begin to push at the same moment.
     *
     * @param together has a party for each of them; terminated when one could not be made
     */
    public BenchRun(BenchSpec spec, Notes progress, StepRunner stepRunner, Phaser together) {
        this.together = together;
        this.spec = spec;
        this.progress = progress;
        this.steps = new Steps(spec.steps(), spec.heals(), stepRunner, progress);
        int callers = spec.tuning().callersFor(spec.shape().rate());
        this.plan = PushPlan.of(spec.targets(), callers, spec.allPushes());
        this.log = new PushLog(plan);
    }

    /**
     * Makes the run; blocks until it is over.
     *
     * @throws BenchException if it cannot be made at all: nobody there, a pid that is not there
     */
    public RunResult run() throws BenchException, IOException, InterruptedException {
        ServerView view = spec.server().look();
        WatchedProcesses watched = new WatchedProcesses(view.pids());
        Connecting.probeSessions(view.peer(), spec.clients());
        Connecting.probeRest(view.peer());
        Addressing addressing = new Addressing(spec, run);
        List<SessionSpec> sessions = addressing.sessions(plan.sendersPerTarget());
        Comets comets = new Comets(view.peer().comets());
        LoopSettings settings =
                new LoopSettings(
                        comets,
                        spec.tuning().reconnect() ? Reconnects.standard() : Reconnects.none(),
                        run,
                        spec.shape().operation(),
                        spec.tuning().dialsPerLoop(),
                        false,
                        spec.clients(),
                        spec.scenario() == Scenario.BYSTANDERS ? 1 : NO_TARGET);
        // Before memory is first looked at: a JVM starts its agent for it.
        JvmWatch jvms =
                new JvmWatch(spec.tuning().insideJvms() ? view.pids() : Map.<String, Long>of());
        Map<String, ProcessSample> before = watched.sample();
        ServerWatch watch = new ServerWatch(spec.server(), comets, watched);
        try (SessionPool pool = pool(settings, sessions)) {
            double connectSeconds = connect(pool, view.peer());
            Map<String, ProcessSample> connected = watched.sample();
            if (together.arriveAndAwaitAdvance() < 0) {
                throw new BenchException(OTHER_FAILED);
            }
            Window window = push(pool, callers(view.peer(), addressing), watched, jvms, view);
            pool.stop();
            RssGrowth memory = new RssGrowth(before, connected, connectSeconds);
            return new Evaluation(spec, view.peer(), log, pool)
                    .of(window, memory, steps, troubles(watched, jvms));
        } finally {
            watch.stop();
            jvms.close();
        }
    }

    private SessionPool pool(LoopSettings settings, List<SessionSpec> sessions) throws IOException {
        return SpreadPool.of(settings, sessions, spec.tuning().loops(), spec.tuning().processes());
    }

    private double connect(SessionPool pool, Peer peer)
            throws BenchException, InterruptedException {
        progress.accept("connecting " + spec.shape().sessions() + " sessions");
        double seconds = Connecting.dial(pool, peer, progress);
        progress.accept("%d online after %.1f s".formatted(pool.online(), seconds));
        Thread.sleep(SETTLE.toMillis());
        return seconds;
    }

    private Callers callers(Peer peer, Addressing addressing) {
        double rate = spec.shape().rate();
        long start = System.nanoTime() + SETTLE.toNanos();
        long span = (long) (spec.allPushes() / rate * 1e9);
        PushTiming timing =
                new PushTiming(
                        start,
                        rate,
                        spec.warmupPushes(),
                        start + span + CALLERS_BEHIND_LIMIT.toNanos());
        Wire wire = peer.comets().get(0).wire();
        PushRequests requests =
                new PushRequests(
                        peer.rest().get(0),
                        spec.targets(),
                        target -> addressing.push(wire, target),
                        spec.shape().payloadBytes());
        return new Callers(
                new CallerSetup(
                        run,
                        peer.rest(),
                        spec.tuning().reconnect(),
                        spec.tuning().restSeconds() * 1_000,
                        plan,
                        timing,
                        requests,
                        log));
    }

    private Window push(
            SessionPool pool,
            Callers callers,
            WatchedProcesses watched,
            JvmWatch jvms,
            ServerView view)
            throws InterruptedException {
        callers.start();
        RunLine line = new RunLine(spec, pool, callers, progress);
        try {
            return measure(pool, callers, watched, jvms, view);
        } finally {
            line.close();
        }
    }

    private Window measure(
            SessionPool pool,
            Callers callers,
            WatchedProcesses watched,
            JvmWatch jvms,
            ServerView view)
            throws InterruptedException {
        PushTiming timing = callers.timing();
        steps.start(timing.startNanos());
        long measuredFrom = timing.dueNanos(spec.warmupPushes());
        progress.accept("warming up, then measuring");
        sleepUntil(measuredFrom, pool);
        pool.measure();
        HiccupMeter hiccups = HiccupMeter.start();
        jvms.begin();
        Moment from = Moment.now(watched, pool);
        Optional<StormMoment> cut =
                spec.scenario() == Scenario.BYSTANDERS
                        ? Optional.of(storm(pool, timing, view))
                        : Optional.empty();
        while (!callers.join(CHECK)) {
            pool.standing();
        }
        Histogram hiccupUs = hiccups.stop();
        pool.stopCutting();
        if (spec.heals()) {
            steps.finish();
            steps.now(REPAIR);
        }
        Drain.of(spec, plan, log, pool, spec.tuning().reconnect()).await();
        steps.finish();
        Moment to = Moment.now(watched, pool);
        return new Window(
                from,
                to,
                timing,
                callers,
                hiccupUs,
                jvms.end(),
                cut.map(storm -> storm.until(view.managements())));
    }

    private static List<String> troubles(WatchedProcesses watched, JvmWatch jvms) {
        return Stream.concat(watched.gone().stream(), jvms.troubles().stream()).toList();
    }

    /** Lets a part of the measured time pass in calm, then cuts the first room. */
    private StormMoment storm(SessionPool pool, PushTiming timing, ServerView view)
            throws InterruptedException {
        long calmNanos = (long) (CALM_SHARE * spec.length().seconds() * 1e9);
        sleepUntil(timing.dueNanos(spec.warmupPushes()) + calmNanos, pool);
        StormMoment cut = StormMoment.now(view.managements());
        pool.cutAllOf(0);
        progress.accept("everybody in the first room is cut");
        return cut;
    }

    /** Asks the pool now and then, and so ends with it when a part of it is gone. */
    private static void sleepUntil(long nanos, SessionPool pool) throws InterruptedException {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            if (left > CHECK.toNanos()) {
                pool.standing();
            }
            long next = Math.min(left, CHECK.toNanos());
            Thread.sleep(next / 1_000_000, (int) (next % 1_000_000));
        }
    }
}
