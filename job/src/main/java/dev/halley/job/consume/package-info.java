/** The Kafka consumer: intake, pausing, commits, partitions that come and go. */
@NullMarked
package dev.halley.job.consume;

import org.jspecify.annotations.NullMarked;
