package dev.halley.job.append;

/**
 * Bounds of appending.
 *
 * @param requestMessages most messages in one request
 * @param requestBytes a request is full once it has this many
 * @param requestsInFlight most requests that wait for an answer
 * @param positions most positions in Kafka that a stream remembers
 * @param rememberedTips most streams whose end is remembered; beyond it the one used longest ago is
 *     forgotten
 * @param firstRetryNanos pause after the first failure; doubled each time
 * @param lastRetryNanos longest pause
 * @param trustNanos whoever stood still for longer than this, by either clock, believes nothing it
 *     remembers: well below the time after which Kafka gives the partitions of a silent job to others
 */
public record AppendSettings(
        int requestMessages,
        long requestBytes,
        int requestsInFlight,
        int positions,
        int rememberedTips,
        long firstRetryNanos,
        long lastRetryNanos,
        long trustNanos) {}
