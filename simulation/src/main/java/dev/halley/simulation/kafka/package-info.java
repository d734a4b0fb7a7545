/** A model of Kafka: partitions, positions, and the group that shares them. */
@NullMarked
package dev.halley.simulation.kafka;

import org.jspecify.annotations.NullMarked;
