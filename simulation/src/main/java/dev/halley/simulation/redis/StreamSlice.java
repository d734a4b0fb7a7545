package dev.halley.simulation.redis;

import dev.halley.api.record.Lineage;
import java.util.SortedMap;

/**
 * A part of a stream as it was read.
 *
 * @param epoch of the stream
 * @param first lowest offset that is kept
 * @param last its end
 * @param messages ids by offset
 * @param lineage the epochs before this one
 */
public record StreamSlice(
        int epoch, long first, long last, SortedMap<Long, Long> messages, Lineage lineage) {}
