package dev.halley.benchmarks.row;

import dev.halley.benchmarks.compare.Figures;
import dev.halley.benchmarks.row.Contestant.Role;
import dev.halley.benchmarks.row.RowRun.Made;
import dev.halley.benchmarks.row.table.Bound;
import dev.halley.benchmarks.row.table.Figure;
import dev.halley.benchmarks.row.table.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What came of a row.
 *
 * @param plan what was run
 * @param made all runs, in their order
 */
record RowResult(RowPlan plan, List<Made> made) {

    private static final Measure HICCUPS = Measure.of("load_hiccup_ms.p999");

    /** Whether a figure is what it should be. */
    enum Verdict {
        /** It is. */
        MET,
        /** It is not. */
        MISSED,
        /** It was not measured, or its limit was not. */
        NOT_MEASURED,
        /** Nothing is asked of it. */
        NO_TARGET
    }

    /**
     * A figure with its values, each the median over the turns.
     *
     * @param figure which one
     * @param halley of Halley
     * @param peer of the peer
     * @param floor of the floor
     * @param limit that Halley's is held to
     */
    record Judged(
            Figure figure,
            OptionalDouble halley,
            OptionalDouble peer,
            OptionalDouble floor,
            OptionalDouble limit) {

        Verdict verdict() {
            if (figure.bound().isEmpty()) {
                return Verdict.NO_TARGET;
            }
            if (halley.isEmpty() || limit.isEmpty()) {
                return Verdict.NOT_MEASURED;
            }
            Bound bound = figure.bound().get();
            return bound.holds(halley.getAsDouble(), limit.getAsDouble())
                    ? Verdict.MET
                    : Verdict.MISSED;
        }

        /** Halley's over the peer's; empty: one of them is not there, or the peer's is 0. */
        OptionalDouble overPeer() {
            return over(peer);
        }

        /** The same over the floor's, where something is asked of the figure. */
        OptionalDouble overFloor() {
            return figure.bound().isPresent() ? over(floor) : OptionalDouble.empty();
        }

        private OptionalDouble over(OptionalDouble other) {
            boolean divides = halley.isPresent() && other.isPresent() && other.getAsDouble() != 0;
            return divides
                    ? OptionalDouble.of(halley.getAsDouble() / other.getAsDouble())
                    : OptionalDouble.empty();
        }
    }

    /** Copies the list. */
    RowResult {
        made = List.copyOf(made);
    }

    /** Every figure of the row. */
    List<Judged> judged() {
        OptionalDouble hiccup = median(HICCUPS, Role.HALLEY);
        List<Judged> judged = new ArrayList<>();
        for (Figure figure : plan.row().figures()) {
            OptionalDouble floor = median(figure.measure(), Role.FLOOR);
            judged.add(
                    new Judged(
                            figure,
                            median(figure.measure(), Role.HALLEY),
                            median(figure.measure(), Role.PEER),
                            floor,
                            figure.bound()
                                    .map(bound -> bound.limit(floor, hiccup))
                                    .orElse(OptionalDouble.empty())));
        }
        return judged;
    }

    /** The contestant of a role. */
    Optional<Contestant> contestant(Role role) {
        return plan.contestants().stream().filter(each -> each.role() == role).findFirst();
    }

    /** The runs of a role. */
    List<Made> of(Role role) {
        return made.stream().filter(each -> each.by().role() == role).toList();
    }

    /** What has to be known before the figures are believed; runs that were not good above all. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!plan.changes().isEmpty()) {
            notes.add("not the row as it stands: " + String.join(", ", plan.changes()));
        }
        for (Made each : made) {
            if (!each.objections().isEmpty()) {
                notes.add(
                        "%s, turn %d: not a good run: %s"
                                .formatted(
                                        each.by().name(),
                                        each.turn(),
                                        String.join("; ", each.objections())));
            }
        }
        return notes;
    }

    /** Whether every run was a good one. */
    boolean good() {
        return made.stream().allMatch(each -> each.objections().isEmpty());
    }

    /** Whether every target was met. */
    boolean met() {
        return judged().stream()
                .map(Judged::verdict)
                .allMatch(verdict -> verdict == Verdict.MET || verdict == Verdict.NO_TARGET);
    }

    /** 0: every target was met, by runs that were all good. */
    int exitCode() {
        return met() && good() ? 0 : 1;
    }

    private OptionalDouble median(Measure measure, Role role) {
        List<OptionalDouble> values =
                of(role).stream().map(each -> measure.in(each.run())).toList();
        return values.isEmpty() || values.stream().anyMatch(OptionalDouble::isEmpty)
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        Figures.median(
                                values.stream()
                                        .mapToDouble(OptionalDouble::getAsDouble)
                                        .toArray()));
    }
}
