package dev.halley.comet.rpc;

import dev.halley.comet.contract.ReceivedPart;
import dev.halley.comet.delivery.PendingRecord;
import dev.halley.comet.fanout.inbox.Receipt;

/** Waits for the shards to deal with one record of a stream. */
final class RecordReceipt extends Receipt {
    private final PendingRecord<ReceivedPart> record;
    private final JobStream stream;
    private final FinishedReports reports;
    private final long bytes;

    RecordReceipt(PendingRecord<ReceivedPart> record, JobStream stream, FinishedReports reports) {
        this.record = record;
        this.stream = stream;
        this.reports = reports;
        long size = 0;
        for (ReceivedPart part : record.parts()) {
            size += part.bytes();
        }
        this.bytes = size;
    }

    PendingRecord<ReceivedPart> record() {
        return record;
    }

    JobStream stream() {
        return stream;
    }

    long bytes() {
        return bytes;
    }

    boolean isBroadcast() {
        return record.parts().get(0).isBroadcast();
    }

    @Override
    protected void finished() {
        reports.finished(this);
    }

    @Override
    protected void progressed(long sessionsDone) {
        reports.progressed(this, sessionsDone);
    }
}
