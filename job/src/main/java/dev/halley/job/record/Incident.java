package dev.halley.job.record;

/** What is worth counting on the way of a record, besides its outcome. */
public enum Incident {
    /** A user, key or room of a record has no session. */
    TARGET_ABSENT,
    /** A route named a comet instance that a newer one at its node has replaced. */
    ROUTE_GONE,
    /** A route named a comet instance that did not attach in the time it was waited for. */
    ROUTE_UNKNOWN,
    /** Routes were looked up behind an append that failed: they are looked up again. */
    LOOKED_UP_IN_VAIN,
    /** A delivery was sent again, after its stream had broken or its log had been refused. */
    SENT_AGAIN,
    /** A delivery was given up because its comet stalled or stayed away too long. */
    SKIPPED,
    /** A delivery ended with the comet instance it was for. */
    INSTANCE_GONE,
    /** A comet said goodbye: it has no sessions any more. */
    COMET_LEFT,
    /** A comet was neither attached nor shown by discovery for so long that it counts as gone. */
    COMET_GONE,
    /** A comet was waited for in vain. */
    PASSED_OVER,
    /** An attached comet finished nothing for too long. */
    STALLED,
    /** A comet refused a log because it has seen a higher owner epoch. */
    LOG_REFUSED,
    /** A comet of a newer release sent a kind of frame that this one does not know. */
    UNKNOWN_FRAME,
    /** A partition was full and was paused. */
    PAUSED,
    /** A comet sent something that does not fit the stream's state. */
    PROTOCOL_ERROR
}
