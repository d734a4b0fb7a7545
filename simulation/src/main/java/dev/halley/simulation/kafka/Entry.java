package dev.halley.simulation.kafka;

import dev.halley.api.record.Record;

/**
 * A record in a partition.
 *
 * @param leaderEpoch of the broker that took it
 * @param offset its place
 * @param record what it says
 */
public record Entry(int leaderEpoch, long offset, Record record) {}
