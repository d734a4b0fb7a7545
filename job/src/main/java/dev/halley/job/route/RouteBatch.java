package dev.halley.job.route;

import dev.halley.job.record.PendingRecord;
import java.util.List;

/**
 * Records whose routes are looked up together.
 *
 * @param records in the order in which they were asked for
 * @param wordsKnown how many words had been known by the time it was asked
 */
public record RouteBatch(List<PendingRecord> records, int wordsKnown) {
    /** Takes a copy of the list. */
    public RouteBatch {
        records = List.copyOf(records);
    }
}
