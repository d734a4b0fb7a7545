/**
 * The fan-out engine: one shard per event loop, with an inbox of deliveries, and a drain that is
 * paced, writes each session one buffer and flushes it once.
 */
@NullMarked
package dev.halley.comet.fanout;

import org.jspecify.annotations.NullMarked;
