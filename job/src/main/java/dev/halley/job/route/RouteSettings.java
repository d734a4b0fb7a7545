package dev.halley.job.route;

/**
 * Bounds of looking routes up.
 *
 * @param batchRecords most records in one batch
 * @param batchOwners no record more goes into a batch that has as many users and keys
 * @param batchesInFlight most batches that wait for an answer
 * @param firstRetryNanos pause after the first failure; doubled each time
 * @param lastRetryNanos longest pause
 * @param replayNanos how long comets may take to register their routes again
 */
public record RouteSettings(
        int batchRecords,
        int batchOwners,
        int batchesInFlight,
        long firstRetryNanos,
        long lastRetryNanos,
        long replayNanos) {}
