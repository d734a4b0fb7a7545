package dev.halley.benchmarks.faults;

import dev.halley.benchmarks.spec.TimedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A list of faults that comes from a seed, the nodes and the time there is: the same every time. Two
 * faults at most go on at once, never two to nodes of one tier. Pure.
 */
public final class FaultSchedule {

    private static final double FIRST_SECONDS = 5;
    private static final double SHORTEST_REST = 1;
    private static final double LONGEST_REST = 8;
    private static final double OVERLAPS = 0.3;
    private static final double HUNDREDTHS = 100;
    private static final int DRAWS = 8;

    private static final List<String> HALLEY = List.of("comet", "job", "logic");

    /** How likely each kind is, in percent, added up. */
    private static final int KILL_TO = 35;

    private static final int PAUSE_TO = 62;
    private static final int DRAIN_TO = 75;
    private static final int FREEZE_TO = 86;
    private static final int SEVER_TO = 97;
    private static final int PERCENT = 100;

    private final SplittableRandom random;
    private final TreeMap<String, List<String>> tiers = new TreeMap<>();

    private FaultSchedule(long seed, List<String> nodes) {
        this.random = new SplittableRandom(seed);
        for (String node : nodes) {
            tiers.computeIfAbsent(tier(node), name -> new ArrayList<>()).add(node);
        }
    }

    /**
     * The faults, in the order in which they begin.
     *
     * @param seconds by when all have ended
     * @param nodes such as {@code comet-1}; at least one comet
     */
    public static List<Fault> of(long seed, double seconds, List<String> nodes) {
        return new FaultSchedule(seed, nodes.stream().sorted().toList()).upTo(seconds);
    }

    /** What has to be done for these faults, in order. */
    public static List<TimedStep> steps(List<Fault> faults) {
        return faults.stream()
                .flatMap(fault -> fault.steps(faults.stream().noneMatch(fault::meets)).stream())
                .sorted((a, b) -> Double.compare(a.atSeconds(), b.atSeconds()))
                .toList();
    }

    private List<Fault> upTo(double end) {
        List<Fault> faults = new ArrayList<>();
        double at = FIRST_SECONDS;
        double freeFrom = at;
        while (true) {
            Fault fault = drawUntil(at, end);
            if (fault.endSeconds() > end) {
                return faults;
            }
            faults.add(fault);
            double begin = fault.atSeconds();
            boolean alone = !fault.kind().sharesTime() || begin < freeFrom;
            freeFrom = Math.max(freeFrom, fault.endSeconds());
            double rest = SHORTEST_REST + random.nextDouble(LONGEST_REST - SHORTEST_REST);
            double next = rounded(freeFrom + rest);
            if (!alone && random.nextDouble() < OVERLAPS) {
                Fault second = draw(rounded(begin + random.nextDouble() * fault.seconds()));
                if (goWell(fault, second) && second.endSeconds() <= end) {
                    faults.add(second);
                    freeFrom = Math.max(freeFrom, second.endSeconds());
                    next = rounded(freeFrom + rest);
                }
            }
            at = next;
        }
    }

    private static boolean goWell(Fault one, Fault other) {
        return other.kind().sharesTime() && !tier(one.node()).equals(tier(other.node()));
    }

    /** One that ends in time, unless none of some does. */
    private Fault drawUntil(double at, double end) {
        Fault fault = draw(at);
        for (int i = 1; i < DRAWS && fault.endSeconds() > end; i++) {
            fault = draw(at);
        }
        return fault;
    }

    private Fault draw(double at) {
        FaultKind kind = kind(random.nextInt(PERCENT));
        String node = kind == FaultKind.ROLLING ? "" : node(kind);
        // Short ones are more likely than long ones: the square of a number below 1 is smaller.
        double share = random.nextDouble();
        double seconds =
                kind.shortestSeconds()
                        + share * share * (kind.longestSeconds() - kind.shortestSeconds());
        return new Fault(at, rounded(seconds), kind, node);
    }

    private static FaultKind kind(int percent) {
        if (percent < KILL_TO) {
            return FaultKind.KILL;
        }
        if (percent < PAUSE_TO) {
            return FaultKind.PAUSE;
        }
        if (percent < DRAIN_TO) {
            return FaultKind.DRAIN;
        }
        if (percent < FREEZE_TO) {
            return FaultKind.FREEZE;
        }
        return percent < SEVER_TO ? FaultKind.SEVER : FaultKind.ROLLING;
    }

    private String node(FaultKind kind) {
        List<String> names =
                tiers.keySet().stream()
                        .filter(tier -> kind != FaultKind.DRAIN || HALLEY.contains(tier))
                        .filter(tier -> !kind.network() || tier.equals("comet"))
                        .toList();
        List<String> nodes = tiers.getOrDefault(names.get(random.nextInt(names.size())), List.of());
        return nodes.get(random.nextInt(nodes.size()));
    }

    private static String tier(String node) {
        int dash = node.lastIndexOf('-');
        return dash < 0 ? node : node.substring(0, dash);
    }

    private static double rounded(double seconds) {
        return Math.rint(seconds * HUNDREDTHS) / HUNDREDTHS;
    }
}
