package dev.halley.benchmarks.scenario;

import dev.halley.benchmarks.load.LoadTotals;
import dev.halley.benchmarks.load.SessionPool;
import dev.halley.benchmarks.measure.Costs;
import dev.halley.benchmarks.measure.Counted;
import dev.halley.benchmarks.measure.LoadSide;
import dev.halley.benchmarks.measure.Percentiles;
import dev.halley.benchmarks.measure.ProcessSample;
import dev.halley.benchmarks.measure.Pushes;
import dev.halley.benchmarks.measure.RunResult;
import dev.halley.benchmarks.measure.RunResult.Rates;
import dev.halley.benchmarks.rest.Callers;
import dev.halley.benchmarks.rest.PushLog;
import dev.halley.benchmarks.rest.PushOutcome;
import dev.halley.benchmarks.rest.PushPlan;
import dev.halley.benchmarks.spec.BenchSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the result out of what was counted and sampled. */
final class Evaluation {

    private static final double NANOS_PER_US = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double PERCENT_99 = 99;

    private final BenchSpec spec;
    private final PushPlan plan;
    private final PushLog log;
    private final SessionPool pool;
    private final LoadTotals totals;

    /** For a pool that is closed, so that its counts stand still. */
    Evaluation(BenchSpec spec, PushPlan plan, PushLog log, SessionPool pool) {
        this.spec = spec;
        this.plan = plan;
        this.log = log;
        this.pool = pool;
        this.totals = pool.totals();
    }

    RunResult of(Window window, RssGrowth memory, List<String> gone) {
        long deliveries =
                window.to().progress().deliveries() - window.from().progress().deliveries();
        Pushes pushes = pushes(window.callers());
        List<String> troubles = new ArrayList<>(gone);
        pool.firstFailure().ifPresent(why -> troubles.add("session: " + why));
        window.callers().firstError().ifPresent(why -> troubles.add("push: " + why));
        return new RunResult(
                spec.title(),
                counted(),
                pushes,
                rates(window, deliveries),
                Percentiles.ofMicros(totals.latencyUs()),
                Percentiles.ofMicros(window.callers().restUs()),
                costs(window, memory, deliveries, pushes),
                loadSide(window, memory, deliveries),
                List.copyOf(troubles));
    }

    private Counted counted() {
        long lost = pool.lost(plan, push -> log.measured(push) && log.accepted(push));
        long warmupLost = pool.lost(plan, push -> !log.measured(push) && log.accepted(push));
        return new Counted(
                totals.measured() + lost,
                totals.measured(),
                lost,
                warmupLost,
                totals.duplicated(),
                totals.reordered(),
                totals.misrouted(),
                spec.shape().sessions() - pool.online(),
                totals.closedEarly());
    }

    private Pushes pushes(Callers callers) {
        return new Pushes(
                log.count(PushOutcome.ACCEPTED),
                log.count(PushOutcome.REFUSED),
                log.count(PushOutcome.AMBIGUOUS),
                log.count(PushOutcome.UNSENT),
                callers.behind());
    }

    private Rates rates(Window window, long deliveries) {
        long frames = window.to().progress().frames() - window.from().progress().frames();
        double seconds =
                Math.max(spec.length().seconds(), seconds(window.dueNanos(), lastArrival(window)));
        return new Rates(
                totals.measured() / seconds,
                ratio((double) deliveries, (double) frames),
                frames,
                spec.peer().client().webSocket() ? "websocket-messages" : "reads",
                seconds);
    }

    private long lastArrival(Window window) {
        return totals.measured() == 0 ? window.dueNanos() : totals.lastMeasuredNanos();
    }

    private Costs costs(Window window, RssGrowth memory, long deliveries, Pushes pushes) {
        Map<String, ProcessSample> from = window.from().processes();
        Map<String, ProcessSample> to = window.to().processes();
        double wall = window.to().nanos() - window.from().nanos();
        long pushed = pushes.accepted() + pushes.refused() + pushes.ambiguous();
        return new Costs(
                WatchedProcesses.between(
                        from, to, (a, b) -> ratio(cpu(a, b) / NANOS_PER_US, (double) deliveries)),
                WatchedProcesses.between(
                        from, to, (a, b) -> ratio(cpu(a, b) / NANOS_PER_US, (double) pushed)),
                WatchedProcesses.between(from, to, (a, b) -> cpu(a, b) / wall),
                WatchedProcesses.between(
                        memory.before(),
                        memory.connected(),
                        (a, b) -> ratio((double) b.rssKb() - a.rssKb(), pool.online())),
                WatchedProcesses.between(from, to, (a, b) -> b.rssKb()));
    }

    private LoadSide loadSide(Window window, RssGrowth memory, long deliveries) {
        double wall = window.to().nanos() - window.from().nanos();
        long loopCpu = window.to().progress().cpuNanos() - window.from().progress().cpuNanos();
        return new LoadSide(
                ratio(loopCpu / NANOS_PER_US, (double) deliveries),
                loopCpu / wall / spec.tuning().loops(),
                cpu(window.from().harness(), window.to().harness()) / wall,
                window.callers().wakeLateUs().getValueAtPercentile(PERCENT_99) / NANOS_PER_US,
                memory.connectSeconds());
    }

    private static double cpu(ProcessSample from, ProcessSample to) {
        return (double) to.cpuNanos() - from.cpuNanos();
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    private static double seconds(long fromNanos, long toNanos) {
        return (toNanos - fromNanos) / NANOS_PER_SECOND;
    }
}
