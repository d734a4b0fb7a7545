package dev.halley.job.route;

import dev.halley.job.record.PendingRecord;
import java.util.List;

/** Records whose routes are looked up together. */
public record RouteBatch(List<PendingRecord> records) {
    /** Takes a copy of the list. */
    public RouteBatch {
        records = List.copyOf(records);
    }
}
