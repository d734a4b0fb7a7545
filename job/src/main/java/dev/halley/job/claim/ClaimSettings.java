package dev.halley.job.claim;

/**
 * Bounds of claiming.
 *
 * @param inFlight most claims that wait for an answer
 * @param firstRetryNanos pause after the first failure; doubled each time
 * @param lastRetryNanos longest pause
 */
public record ClaimSettings(int inFlight, long firstRetryNanos, long lastRetryNanos) {}
