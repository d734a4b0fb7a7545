package dev.halley.benchmarks.faults;

import dev.halley.benchmarks.spec.TimedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One fault of a schedule.
 *
 * @param atSeconds when it begins, after the first push
 * @param seconds how long it lasts
 * @param kind what happens
 * @param node to which node; empty: to all
 */
public record Fault(double atSeconds, double seconds, FaultKind kind, String node) {

    boolean meets(Fault other) {
        return !equals(other) && atSeconds < other.endSeconds() && other.atSeconds < endSeconds();
    }

    double endSeconds() {
        return atSeconds + seconds;
    }

    /** What has to be done, and when; whether no other fault goes on meanwhile. */
    List<TimedStep> steps(boolean alone) {
        List<TimedStep> steps = new ArrayList<>();
        steps.add(new TimedStep(atSeconds, kind.beginWords(node)));
        kind.endWords(node, alone)
                .ifPresent(words -> steps.add(new TimedStep(endSeconds(), words)));
        return steps;
    }

    /** In words. */
    @Override
    public String toString() {
        String what = kind.name().toLowerCase(Locale.ROOT);
        return node.isEmpty()
                ? String.format(Locale.ROOT, "%.1f s: %s", atSeconds, what)
                : String.format(
                        Locale.ROOT, "%.1f s: %s %s for %.1f s", atSeconds, what, node, seconds);
    }
}
