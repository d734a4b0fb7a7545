/** What tests tell Kafka brokers and clients. */
@NullMarked
package dev.halley.testkit.kafka;

import org.jspecify.annotations.NullMarked;
