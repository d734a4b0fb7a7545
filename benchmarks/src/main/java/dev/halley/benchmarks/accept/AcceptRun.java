package dev.halley.benchmarks.accept;

import dev.halley.benchmarks.audit.Troubles;
import dev.halley.benchmarks.jvm.JvmWatch;
import dev.halley.benchmarks.live.LiveLine;
import dev.halley.benchmarks.live.Notes;
import dev.halley.benchmarks.measure.Percentiles;
import dev.halley.benchmarks.measure.Pushes;
import dev.halley.benchmarks.process.HiccupMeter;
import dev.halley.benchmarks.process.ProcessProbe;
import dev.halley.benchmarks.process.ProcessSample;
import dev.halley.benchmarks.rest.PushOutcome;
import dev.halley.benchmarks.rest.RestLink;
import dev.halley.benchmarks.scenario.BenchException;
import dev.halley.benchmarks.scenario.Connecting;
import dev.halley.benchmarks.scenario.WatchedProcesses;
import dev.halley.benchmarks.spec.Peer;
import dev.halley.benchmarks.spec.ServerView;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** Callers that push until the time is over, or so many pushes are made. */
public final class AcceptRun {

    private static final long LONGEST_US = 300_000_000L;
    private static final double PERCENT_99 = 99;
    private static final double US_PER_MS = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int MS_PER_SECOND = 1_000;

    private final AcceptSpec spec;
    private final Notes progress;
    private final Troubles troubles = new Troubles();

    /**
     * A run that has not begun.
     *
     * @param progress takes lines that say how far it is
     */
    public AcceptRun(AcceptSpec spec, Notes progress) {
        this.spec = spec;
        this.progress = progress;
    }

    /**
     * Makes the run; blocks until it is over, at most as long as an answer may take longer than
     * asked for.
     *
     * @throws BenchException if it cannot be made at all
     */
    public AcceptResult run() throws BenchException, InterruptedException {
        ServerView view = spec.server().look();
        WatchedProcesses watched = new WatchedProcesses(view.pids());
        Connecting.probeRoutes(view.peer());
        Map<String, Long> jvms = spec.tuning().insideJvms() ? view.pids() : Map.of();
        try (JvmWatch watch = new JvmWatch(jvms)) {
            return run(view.peer(), watched, watch);
        }
    }

    private AcceptResult run(Peer peer, WatchedProcesses watched, JvmWatch jvms)
            throws InterruptedException {
        Turns turns =
                new Turns(
                        System.nanoTime(),
                        spec.length().warmupSeconds(),
                        spec.length().seconds(),
                        spec.rate(),
                        spec.most());
        List<AcceptCaller> callers = callers(peer, turns);
        List<Thread> threads = start(callers);
        progress.accept("warming up, then measuring");
        TimeUnit.NANOSECONDS.sleep(turns.measuredFromNanos() - System.nanoTime());
        jvms.begin();
        HiccupMeter hiccups = HiccupMeter.start();
        ProcessSample harness = ProcessProbe.self();
        Map<String, ProcessSample> before = watched.sample();
        join(threads, turns);
        Map<String, ProcessSample> after = watched.sample();
        ProcessSample harnessAfter = ProcessProbe.self();
        double wall = (System.nanoTime() - turns.measuredFromNanos()) / NANOS_PER_SECOND;
        Percentiles hiccupMs = Percentiles.ofMicros(hiccups.stop());
        Load load =
                new Load(
                        callers.stream().mapToDouble(caller -> caller.busy).max().orElse(0),
                        harnessAfter.cpuSince(harness),
                        lateP99Ms(callers),
                        hiccupMs,
                        spec.tuning().mostLateMs());
        ServerUse server = new ServerUse(before, after, jvms.end(), wall);
        return new AcceptResult(
                spec.title(peer),
                pushes(callers, turns),
                seconds(callers, turns),
                Percentiles.ofMicros(sum(callers, caller -> caller.restUs)),
                server,
                load,
                troubles(watched, jvms));
    }

    private List<AcceptCaller> callers(Peer peer, Turns turns) {
        List<InetSocketAddress> servers = peer.rest();
        byte[][] requests = spec.requests(servers.get(0));
        int answerMs = spec.tuning().restSeconds() * MS_PER_SECOND;
        List<AcceptCaller> callers = new ArrayList<>();
        for (int i = 0; i < spec.tuning().callers(); i++) {
            RestLink link = new RestLink(servers.get(i % servers.size()), answerMs);
            callers.add(new AcceptCaller(turns, requests, link, troubles));
        }
        return callers;
    }

    private static List<Thread> start(List<AcceptCaller> callers) {
        List<Thread> threads = new ArrayList<>();
        for (AcceptCaller caller : callers) {
            Thread thread = new Thread(caller, "bench-push-" + threads.size());
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
        return threads;
    }

    private void join(List<Thread> threads, Turns turns) throws InterruptedException {
        LiveLine line = progress.live(() -> "measuring: %d pushes".formatted(turns.taken()));
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } finally {
            line.close();
        }
    }

    private static Pushes pushes(List<AcceptCaller> callers, Turns turns) {
        return new Pushes(
                count(callers, PushOutcome.ACCEPTED),
                count(callers, PushOutcome.REFUSED),
                count(callers, PushOutcome.UNCERTAIN),
                turns.untaken(),
                callers.stream().mapToLong(caller -> caller.behind).sum());
    }

    private static long count(List<AcceptCaller> callers, PushOutcome outcome) {
        return callers.stream()
                .mapToLong(caller -> caller.outcomes.getOrDefault(outcome, 0L))
                .sum();
    }

    /** From the end of the warm-up to the last answer. */
    private static double seconds(List<AcceptCaller> callers, Turns turns) {
        long longest =
                callers.stream()
                        .mapToLong(caller -> caller.lastAnswerNanos - turns.measuredFromNanos())
                        .max()
                        .orElse(0);
        return longest / NANOS_PER_SECOND;
    }

    private static double lateP99Ms(List<AcceptCaller> callers) {
        return sum(callers, caller -> caller.wakeLateUs).getValueAtPercentile(PERCENT_99)
                / US_PER_MS;
    }

    private static Histogram sum(
            List<AcceptCaller> callers, Function<AcceptCaller, Histogram> part) {
        Histogram sum = new Histogram(LONGEST_US, 3);
        callers.forEach(caller -> sum.add(part.apply(caller)));
        return sum;
    }

    private List<String> troubles(WatchedProcesses watched, JvmWatch jvms) {
        List<String> all = new ArrayList<>(watched.gone());
        all.addAll(jvms.troubles());
        troubles.inWords().forEach(what -> all.add("push: " + what));
        return all;
    }
}
