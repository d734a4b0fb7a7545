package dev.halley.job.deliver;

import dev.halley.job.record.LogId;

/** What {@link Comets} want done. Called from within their methods; must not call back into them. */
public interface CometActions {
    /** A comet refused this log: it has seen that owner epoch. */
    void logRefused(LogId log, long highestEpoch);

    /** Every attached comet has replayed its routes. */
    void routesReplayed();

    /** The node is gone for good: no more dialling. */
    void forgotten(String node);
}
