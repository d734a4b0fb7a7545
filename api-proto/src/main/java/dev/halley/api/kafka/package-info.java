/** Names and partitioning of Halley's Kafka topics. */
@NullMarked
package dev.halley.api.kafka;

import org.jspecify.annotations.NullMarked;
