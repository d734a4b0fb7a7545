package dev.halley.benchmarks.scenario;

import dev.halley.benchmarks.audit.Arrival;
import dev.halley.benchmarks.audit.Missing;
import dev.halley.benchmarks.audit.Stall;
import dev.halley.benchmarks.load.Interruptions;
import dev.halley.benchmarks.load.LoadReport;
import dev.halley.benchmarks.load.LoadTotals;
import dev.halley.benchmarks.load.Progress;
import dev.halley.benchmarks.load.SessionPool;
import dev.halley.benchmarks.measure.Continuity;
import dev.halley.benchmarks.measure.Costs;
import dev.halley.benchmarks.measure.Counted;
import dev.halley.benchmarks.measure.JvmCosts;
import dev.halley.benchmarks.measure.LoadSide;
import dev.halley.benchmarks.measure.Percentiles;
import dev.halley.benchmarks.measure.Pushes;
import dev.halley.benchmarks.measure.Recovery;
import dev.halley.benchmarks.measure.RunResult;
import dev.halley.benchmarks.measure.RunResult.Rates;
import dev.halley.benchmarks.measure.StormReport;
import dev.halley.benchmarks.process.ProcessSample;
import dev.halley.benchmarks.recovery.RecoveryTotals;
import dev.halley.benchmarks.rest.Callers;
import dev.halley.benchmarks.rest.PushLog;
import dev.halley.benchmarks.rest.PushOutcome;
import dev.halley.benchmarks.rest.PushTiming;
import dev.halley.benchmarks.spec.BenchSpec;
import dev.halley.benchmarks.spec.Peer;
import dev.halley.benchmarks.steps.Steps;
import dev.halley.benchmarks.storm.LatencyTrace;
import dev.halley.benchmarks.storm.StormMoment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Makes the result out of what was counted and sampled. */
final class Evaluation {

    private static final double NANOS_PER_US = 1_000;
    private static final double NANOS_PER_MS = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double PERCENT_99 = 99;
    private static final double UNKNOWN = -1;
    private static final int LONGEST_STALLS = 12;
    private static final int ODDITIES_IN_WORDS = 20;

    private final BenchSpec spec;
    private final Peer peer;
    private final PushLog log;
    private final SessionPool pool;
    private final LoadReport report;
    private final LoadTotals totals;
    private final Missing.Totals missing;
    private final Interruptions interruptions;

    /** For a pool that is closed, so that its counts stand still. */
    Evaluation(BenchSpec spec, Peer peer, PushLog log, SessionPool pool) {
        this.spec = spec;
        this.peer = peer;
        this.log = log;
        this.pool = pool;
        this.report = pool.report();
        this.totals = report.totals();
        this.missing = pool.missing(log);
        this.interruptions = report.interruptions();
    }

    RunResult of(Window window, RssGrowth memory, Steps steps, List<String> gone) {
        long deliveries =
                window.to().progress().deliveries() - window.from().progress().deliveries();
        Pushes pushes = pushes(window.callers());
        List<String> troubles = new ArrayList<>(gone);
        interruptions.oddities().stream()
                .limit(ODDITIES_IN_WORDS)
                .forEach(oddity -> troubles.add(oddity.inWords(window.timing().startNanos(), log)));
        missing.examples()
                .forEach(lost -> troubles.add(lost.inWords(window.timing().startNanos(), log)));
        pool.troubles().forEach(what -> troubles.add("session: " + what));
        window.callers().troubles().forEach(what -> troubles.add("push: " + what));
        return new RunResult(
                spec.title(peer),
                counted(),
                pushes,
                rates(window, deliveries),
                Percentiles.ofMicros(totals.latencyUs()),
                Percentiles.ofMicros(window.callers().restUs()),
                costs(window, memory, deliveries, pushes),
                continuity(window, steps),
                recovery(),
                window.storm().map(cut -> storm(cut, window.timing())),
                loadSide(window, memory, deliveries),
                List.copyOf(troubles));
    }

    private Counted counted() {
        return new Counted(
                totals.measured() + missing.lost(),
                totals.measured(),
                missing.lost(),
                missing.warmupLost(),
                totals.duplicated() - uncertain(Arrival.DUPLICATE),
                totals.reordered() - uncertain(Arrival.REORDERED),
                totals.misrouted(),
                totals.strays(),
                spec.shape().sessions() - pool.online(),
                totals.closedEarly());
    }

    private long uncertain(Arrival arrival) {
        return interruptions.oddities().stream()
                .filter(oddity -> oddity.arrival() == arrival && oddity.uncertain(log))
                .count();
    }

    private Pushes pushes(Callers callers) {
        return new Pushes(
                log.measuredAttempts(PushOutcome.ACCEPTED),
                log.measuredAttempts(PushOutcome.REFUSED),
                log.measuredAttempts(PushOutcome.UNCERTAIN),
                callers.unsent(),
                callers.behind());
    }

    private Continuity continuity(Window window, Steps steps) {
        return new Continuity(
                interruptions.reconnectUs().getTotalCount(),
                Percentiles.ofMicros(interruptions.reconnectUs()),
                histogram(interruptions, window.timing().startNanos()),
                new Continuity.Missed(
                        missing.whileAway(),
                        missing.inFlight(),
                        Percentiles.ofMicros(missing.inFlightUs())),
                log.attempts(PushOutcome.UNCERTAIN),
                log.attempts(PushOutcome.REFUSED),
                uncertain(Arrival.DUPLICATE) + uncertain(Arrival.REORDERED),
                interruptions.longestGapNanos() / NANOS_PER_MS,
                stalls(interruptions.stalls(), window.timing().startNanos()),
                steps.reports(interruptions.stalls()));
    }

    private Optional<Recovery> recovery() {
        if (!spec.clients().streams()) {
            return Optional.empty();
        }
        RecoveryTotals counts = report.recovery();
        return Optional.of(
                new Recovery(
                        counts.cuts(),
                        counts.recovered(),
                        counts.notRecovered(),
                        counts.gaps(),
                        missing.told(),
                        counts.holes(),
                        counts.stale(),
                        counts.recoveredMessages(),
                        Percentiles.ofMicros(counts.recoveryUs()),
                        Percentiles.ofMicros(counts.liveUs())));
    }

    private StormReport storm(StormMoment cut, PushTiming timing) {
        RecoveryTotals counts = report.recovery();
        LatencyTrace bystanders = pool.trace();
        long calmFrom = timing.dueNanos(spec.warmupPushes());
        long end = Math.max(cut.nanos() + 1, counts.lastRecoveryNanos());
        return new StormReport(
                (counts.lastBackNanos() - cut.nanos()) / NANOS_PER_MS,
                (counts.lastRecoveryNanos() - cut.nanos()) / NANOS_PER_MS,
                cut.metered() ? cut.pages() : UNKNOWN,
                cut.metered() ? cut.tips() : UNKNOWN,
                cut.metered() ? ratio(cut.pages(), (double) counts.recovered()) : UNKNOWN,
                cut.metered() ? ratio(cut.tips(), (double) counts.recovered()) : UNKNOWN,
                Percentiles.ofMicros(bystanders.between(calmFrom, cut.nanos())),
                Percentiles.ofMicros(bystanders.between(cut.nanos(), end)));
    }

    private static Map<Double, Double> stalls(List<Stall> stalls, long startNanos) {
        Map<Double, Double> longest = new TreeMap<>();
        stalls.stream()
                .sorted((a, b) -> Long.compare(b.nanos(), a.nanos()))
                .limit(LONGEST_STALLS)
                .forEach(
                        stall ->
                                longest.merge(
                                        Math.rint((stall.toNanos() - startNanos) / 1e8) / 10,
                                        stall.nanos() / NANOS_PER_MS,
                                        Math::max));
        return longest;
    }

    private static Map<Double, Integer> histogram(Interruptions interruptions, long startNanos) {
        Map<Double, Integer> bySecond = new TreeMap<>();
        long start = Math.floorDiv(startNanos, Interruptions.BUCKET_NANOS);
        interruptions
                .returns()
                .forEach((bucket, count) -> bySecond.put((bucket - start) / 2.0, count));
        return bySecond;
    }

    private Rates rates(Window window, long deliveries) {
        long frames = window.to().progress().frames() - window.from().progress().frames();
        long due = window.timing().dueNanos(spec.warmupPushes());
        long last = totals.measured() == 0 ? due : totals.lastMeasuredNanos();
        double seconds = Math.max(spec.length().seconds(), (last - due) / NANOS_PER_SECOND);
        return new Rates(
                totals.measured() / seconds,
                ratio((double) deliveries, (double) frames),
                frames,
                peer.comets().get(0).webSocket() ? "websocket-messages" : "reads",
                seconds);
    }

    private Costs costs(Window window, RssGrowth memory, long deliveries, Pushes pushes) {
        Map<String, ProcessSample> from = window.from().processes();
        Map<String, ProcessSample> to = window.to().processes();
        double wall = window.to().nanos() - window.from().nanos();
        long pushed = pushes.accepted() + pushes.refused() + pushes.ambiguous();
        return new Costs(
                WatchedProcesses.between(
                        from,
                        to,
                        (a, b) -> ratio(b.cpuSince(a) / NANOS_PER_US, (double) deliveries)),
                WatchedProcesses.between(
                        from, to, (a, b) -> ratio(b.cpuSince(a) / NANOS_PER_US, (double) pushed)),
                WatchedProcesses.between(from, to, (a, b) -> b.cpuSince(a) / wall),
                WatchedProcesses.between(
                        memory.before(),
                        memory.connected(),
                        (a, b) -> ratio((double) b.rssKb() - a.rssKb(), pool.online())),
                WatchedProcesses.between(from, to, (a, b) -> b.rssKb()),
                WatchedProcesses.between(
                        from,
                        to,
                        (a, b) -> b.switches().since(a.switches()) / (wall / NANOS_PER_SECOND)),
                JvmCosts.of(window.jvms(), wall / NANOS_PER_SECOND, (double) deliveries));
    }

    private LoadSide loadSide(Window window, RssGrowth memory, long deliveries) {
        double wall = window.to().nanos() - window.from().nanos();
        Progress before = window.from().progress();
        Progress after = window.to().progress();
        List<LoadSide.Share> processes = processes(before, after, wall);
        return new LoadSide(
                ratio(after.cpuSince(before) / NANOS_PER_US, (double) deliveries),
                after.busiestCpuSince(before) / wall,
                window.to().harness().cpuSince(window.from().harness()) / wall
                        + processes.stream().mapToDouble(LoadSide.Share::cores).sum(),
                window.callers().wakeLateUs().getValueAtPercentile(PERCENT_99) / NANOS_PER_US,
                Percentiles.ofMicros(window.hiccupUs()),
                memory.connectSeconds(),
                spec.tuning().mostLateMs(),
                processes);
    }

    private List<LoadSide.Share> processes(Progress before, Progress after, double wall) {
        return IntStream.range(0, after.processes())
                .mapToObj(
                        at ->
                                new LoadSide.Share(
                                        after.busiestCpuSince(before, at) / wall,
                                        after.processCpuSince(before, at) / wall,
                                        Percentiles.ofMicros(report.hiccupUs().get(at))))
                .toList();
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
