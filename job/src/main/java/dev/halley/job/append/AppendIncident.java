package dev.halley.job.append;

/** What is worth counting about appending. */
public enum AppendIncident {
    /** A request was sent. */
    REQUEST,
    /** A message got a place. */
    APPENDED,
    /** A message that Kafka sent again had a place. */
    SEEN,
    /** A message was produced twice: the second one is dropped. */
    REPEATED,
    /** A message that Kafka sent again had a place so long ago that it is dropped. */
    TRIMMED,
    /** A request could not be answered, and is sent again. */
    RETRY,
    /** A stream began a new epoch: it is new, or Redis may have lost some of it. */
    EPOCH_BEGUN,
    /**
     * Redis is another incarnation, and what is remembered counts once the partition is proved ours;
     * or this job stood still, and appends to it only then.
     */
    UNPROVED,
    /** A proof of a partition was forgotten, to remember later ones. */
    PROOF_FORGOTTEN,
    /** The end of a stream was forgotten, to remember those used later. */
    TIP_FORGOTTEN,
    /** A request was worked out from what this job wrote last, so that Redis had only to compare it. */
    KNOWN,
    /** The head was not what this job wrote last: the request goes to the whole script. */
    MISTAKEN,
    /**
     * This job stood still, or its wall clock jumped, for so long that it believes nothing it remembers
     * of streams.
     */
    STOOD_STILL
}
