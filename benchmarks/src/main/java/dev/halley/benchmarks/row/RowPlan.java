package dev.halley.benchmarks.row;

import static java.util.Objects.requireNonNull;

import dev.halley.benchmarks.row.table.Row;
import dev.halley.benchmarks.spec.Check;
import java.util.List;

/**
 * What is run for a row.
 *
 * @param row which one
 * @param contestants in the order of a turn; Halley among them
 * @param turns how often each has its turn; 1 to 20
 * @param changes what was changed of the row, as it was asked for
 */
record RowPlan(Row row, List<Contestant> contestants, int turns, List<String> changes) {

    private static final int MOST_TURNS = 20;

    /** Checks the range. */
    RowPlan {
        requireNonNull(row, "row");
        Check.range("turns", turns, 1, MOST_TURNS);
        contestants = List.copyOf(contestants);
        changes = List.copyOf(changes);
    }
}
