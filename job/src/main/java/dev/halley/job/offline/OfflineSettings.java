package dev.halley.job.offline;

/**
 * Bounds of writing.
 *
 * @param inFlight most pushes that wait for Kafka's answer
 * @param firstRetryNanos pause after the first failure; doubled each time
 * @param lastRetryNanos longest pause
 */
public record OfflineSettings(int inFlight, long firstRetryNanos, long lastRetryNanos) {}
