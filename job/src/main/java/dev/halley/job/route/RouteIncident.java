package dev.halley.job.route;

/** What is worth counting about looking routes up. */
public enum RouteIncident {
    /** A batch was asked. */
    BATCH,
    /** A batch could not be answered, and is asked again. */
    RETRY,
    /** Redis has lost routes: comets are asked for them. */
    REPLAY,
    /** Not every comet had answered in time. */
    REPLAY_LATE,
    /** A value in Redis is no route. */
    MALFORMED
}
