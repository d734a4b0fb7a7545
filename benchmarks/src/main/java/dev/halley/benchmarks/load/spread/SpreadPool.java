package dev.halley.benchmarks.load.spread;

import dev.halley.benchmarks.audit.Missing;
import dev.halley.benchmarks.audit.PushedSequences;
import dev.halley.benchmarks.client.LoadTarget;
import dev.halley.benchmarks.client.SessionSpec;
import dev.halley.benchmarks.load.LoadReport;
import dev.halley.benchmarks.load.LostLoadException;
import dev.halley.benchmarks.load.Progress;
import dev.halley.benchmarks.load.SessionPool;
import dev.halley.benchmarks.load.Standing;
import dev.halley.benchmarks.load.loop.LoopPool;
import dev.halley.benchmarks.load.loop.LoopSettings;
import dev.halley.benchmarks.storm.LatencyTrace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Sessions spread over processes of their own, of which all figures are added up. */
public final class SpreadPool implements SessionPool {

    private final List<Share> shares = new ArrayList<>();

    /** A process and its sessions. */
    private record Share(LoadProcess process, List<SessionSpec> sessions) {

        List<PushedStream> streams(PushedSequences pushed) {
            int senders = sessions.get(0).senders();
            return sessions.stream()
                    .mapToInt(SessionSpec::target)
                    .distinct()
                    .boxed()
                    .flatMap(
                            target ->
                                    IntStream.range(0, senders)
                                            .mapToObj(
                                                    slot -> PushedStream.of(pushed, target, slot)))
                    .toList();
        }
    }

    private SpreadPool(LoopSettings settings, List<SessionSpec> specs, int loops, int processes)
            throws IOException {
        try {
            for (int at = 0; at < processes; at++) {
                int from = (int) ((long) at * specs.size() / processes);
                int to = (int) ((at + 1L) * specs.size() / processes);
                String name = "load process %d of %d".formatted(at + 1, processes);
                shares.add(new Share(new LoadProcess(name), specs.subList(from, to)));
            }
            for (Share share : shares) {
                LoadOrder order = LoadOrder.of(settings, loops, share.sessions);
                share.process.tell(Question.PREPARE, order);
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
        settings.comets().follow(this::become);
    }

    /**
     * Prepares sessions, in this process or in so many others; at most one session in each.
     *
     * @param loops threads of each process to spread its sessions over
     * @param processes 1: all in this one
     */
    public static SessionPool of(
            LoopSettings settings, List<SessionSpec> specs, int loops, int processes)
            throws IOException {
        int most = Math.min(processes, specs.size());
        return most == 1
                ? new LoopPool(settings, specs, loops)
                : new SpreadPool(settings, specs, loops, most);
    }

    @Override
    public void start() {
        tellAll(Question.START);
    }

    @Override
    public Standing standing() {
        return Standing.sum(shares.stream().map(share -> standing(share.process)).toList());
    }

    private static Standing standing(LoadProcess process) {
        Standing said = process.ask(Question.STANDING, Standing.class);
        Progress progress = said.progress();
        return new Standing(
                said.sessions(),
                said.online(),
                said.failed(),
                said.present(),
                new Progress(
                        progress.deliveries(),
                        progress.frames(),
                        progress.cuts(),
                        progress.loopCpuNanos(),
                        List.of(process.cpuNanos())));
    }

    @Override
    public void measure() {
        tellAll(Question.MEASURE);
    }

    @Override
    public void stopCutting() {
        tellAll(Question.STOP_CUTTING);
    }

    @Override
    public void cutAllOf(int target) {
        shares.forEach(share -> share.process.tell(Question.CUT, target));
    }

    @Override
    public List<String> troubles() {
        List<String> all = new ArrayList<>();
        for (Share share : shares) {
            for (String what : share.process.ask(Question.TROUBLES, String[].class)) {
                all.add(share.process.name() + ": " + what);
            }
        }
        return all;
    }

    @Override
    public int[] members(int targets) {
        int[] sum = new int[targets];
        for (Share share : shares) {
            int[] members = share.process.ask(Question.MEMBERS, targets, int[].class);
            for (int target = 0; target < targets; target++) {
                sum[target] += members[target];
            }
        }
        return sum;
    }

    @Override
    public void stop() {
        tellAll(Question.STOP);
    }

    @Override
    public LoadReport report() {
        return LoadReport.sum(
                shares.stream()
                        .map(share -> share.process.ask(Question.REPORT, LoadReport.class))
                        .toList());
    }

    /** None: no scenario that traces takes several processes. */
    @Override
    public LatencyTrace trace() {
        return new LatencyTrace();
    }

    @Override
    public Missing.Totals missing(PushedSequences pushed) {
        Missing sum = new Missing();
        for (Share share : shares) {
            sum.add(
                    share.process.ask(
                            Question.MISSING, share.streams(pushed), Missing.Totals.class));
        }
        return sum.totals();
    }

    @Override
    public void close() {
        shares.forEach(share -> share.process.close());
    }

    private void become(List<LoadTarget> comets) {
        try {
            shares.forEach(share -> share.process.tell(Question.COMETS, comets));
        } catch (LostLoadException e) {
            // The thread of the run finds that out too, and ends the run with the reason.
        }
    }

    private void tellAll(Question question) {
        shares.forEach(share -> share.process.tell(question, null));
    }
}
