/**
 * The one thread that owns the pipelines. Kafka's, Redis' and gRPC's threads hand events over in
 * batches and never touch the state machines.
 */
@NullMarked
package dev.halley.job.loop;

import org.jspecify.annotations.NullMarked;
