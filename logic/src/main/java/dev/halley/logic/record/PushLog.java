package dev.halley.logic.record;

import dev.halley.logic.ids.MessageIds;
import dev.halley.logic.kafka.RecordLog;

/**
 * Where pushes go.
 *
 * @param log the log
 * @param partitions of its topics
 * @param ids numbers what goes into it
 */
public record PushLog(RecordLog log, Partitions partitions, MessageIds ids) {}
