package dev.halley.sdk;

/**
 * Counters of one client since it was made.
 *
 * @param connects times it came online
 * @param failedAttempts dials that did not come online
 * @param disconnects times an online session was lost
 * @param messages messages handed to the listener
 * @param requestTimeouts requests without a reply in time
 * @param refusedRequests requests refused on this side: not online, or too many in flight
 * @param listenerErrors exceptions that a listener let out
 */
public record ClientStats(
        long connects,
        long failedAttempts,
        long disconnects,
        long messages,
        long requestTimeouts,
        long refusedRequests,
        long listenerErrors) {}
