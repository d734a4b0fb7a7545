/** A real Kafka broker, KRaft on a single node, inside this JVM. */
@NullMarked
package dev.halley.embedded.kafka;

import org.jspecify.annotations.NullMarked;
