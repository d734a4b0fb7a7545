package dev.halley.job.append;

import dev.halley.api.record.StreamEntry;
import dev.halley.job.record.Position;

/**
 * A message that is to have a place in a stream.
 *
 * @param position where its record stands in Kafka; within one stream these only rise, but for what
 *     is sent again
 * @param entry what the stream keeps of it
 * @param onceUntilMs until when its id may come again under another position, milliseconds since
 *     1970; 0: it does not
 */
public record AppendMessage(Position position, StreamEntry entry, long onceUntilMs) {}
