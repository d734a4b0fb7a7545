/** Real Kafka brokers, KRaft on one node or several, inside this JVM. */
@NullMarked
package dev.halley.embedded.kafka;

import org.jspecify.annotations.NullMarked;
