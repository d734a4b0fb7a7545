package dev.halley.job.offline;

import dev.halley.job.record.PendingRecord;
import java.util.List;

/** What {@link OfflinePushes} want done. Called from within their methods; must not call back. */
public interface OfflineActions {
    /**
     * Writes to Kafka; {@link OfflinePushes#written}, {@link OfflinePushes#refused} or {@link
     * OfflinePushes#failed} answers each, once.
     */
    void write(List<OfflinePush> pushes);

    /** Kafka has what there was to write of a record, for one of its users. */
    void offlineWritten(PendingRecord record);
}
