package dev.halley.sdk;

/**
 * Counters of one client since it was made.
 *
 * @param connects times it came online
 * @param failedAttempts dials that did not come online
 * @param disconnects times an online session was lost
 * @param messages messages handed to the listener
 * @param duplicates messages that came before and were dropped
 * @param recoveries streams that were recovered
 * @param notRecovered streams that were not, though they were asked for
 * @param gaps gaps in streams of a live session
 * @param requestTimeouts requests without a reply in time
 * @param refusedRequests requests refused on this side: not online, too many in flight
 *     or in the queue
 * @param listenerErrors exceptions that a listener or a position store let out
 */
public record ClientStats(
        long connects,
        long failedAttempts,
        long disconnects,
        long messages,
        long duplicates,
        long recoveries,
        long notRecovered,
        long gaps,
        long requestTimeouts,
        long refusedRequests,
        long listenerErrors) {}
