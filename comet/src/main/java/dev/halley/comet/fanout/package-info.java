/**
 * The fan-out engine: one shard per event loop, with the sessions and room lists of that loop, an
 * inbox of deliveries, and a drain that writes each session one buffer and flushes it once.
 */
@NullMarked
package dev.halley.comet.fanout;

import org.jspecify.annotations.NullMarked;
