/** Kafka, as logic needs it: records appended and acknowledged, topics as they must be. */
@NullMarked
package dev.halley.logic.kafka;

import org.jspecify.annotations.NullMarked;
