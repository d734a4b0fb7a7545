package dev.halley.job.claim;

import dev.halley.job.record.PendingRecord;

/**
 * Asks whether a record may be delivered: the first to ask for its message id and target may, and so
 * may the same record when Kafka sends it again.
 *
 * @param record whose message id, target and position these are
 * @param keepMs how long the answer is to be kept, above 0
 */
public record ClaimRequest(PendingRecord record, long keepMs) {
    /** What a push to many is told apart by: one record for each room, else one for each partition. */
    public String part() {
        return record.record().getPush().hasRoom()
                ? record.record().getPush().getRoom()
                : record.log().toString();
    }

    /** Tells this record from every other one. */
    public String claimant() {
        return record.log().topicId()
                + "/"
                + record.log().partition()
                + ":"
                + record.position().leaderEpoch()
                + ":"
                + record.position().offset();
    }
}
