package dev.halley.job.append;

import dev.halley.runtime.streams.Retention;
import java.time.Duration;

/**
 * What a stream keeps.
 *
 * @param retention of messages
 * @param headTtl how long its epoch and last offset outlive its last message
 * @param positions most positions in Kafka that it remembers
 */
public record AppendTerms(Retention retention, Duration headTtl, int positions) {}
