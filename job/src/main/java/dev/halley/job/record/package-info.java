/** What was read from Kafka and is not finished yet, and how it is counted. */
@NullMarked
package dev.halley.job.record;

import org.jspecify.annotations.NullMarked;
