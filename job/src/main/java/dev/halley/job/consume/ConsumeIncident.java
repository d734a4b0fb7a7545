package dev.halley.job.consume;

/** What is worth counting about the consumer. */
public enum ConsumeIncident {
    /** Partitions were given to this job. */
    ASSIGNED,
    /** Partitions were taken away in order. */
    REVOKED,
    /** Partitions were lost without notice: the group went on without this job. */
    LOST,
    /** What was on its way had not finished when its partitions had to go. */
    DRAIN_LATE,
    /** A commit failed; a later one repeats it. */
    COMMIT_FAILED,
    /** Kafka could not be read. */
    POLL_FAILED
}
