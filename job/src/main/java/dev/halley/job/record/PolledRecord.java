package dev.halley.job.record;

import dev.halley.api.record.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read from Kafka.
 *
 * @param position where it stands
 * @param record what it says; null when it cannot be parsed
 * @param bytes its size in Kafka
 */
public record PolledRecord(Position position, @Nullable Record record, int bytes) {}
