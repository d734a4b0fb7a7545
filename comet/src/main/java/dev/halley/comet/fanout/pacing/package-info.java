/**
 * How fast a shard writes: how often it drains, and broadcasts that have a speed or wait behind one.
 */
@NullMarked
package dev.halley.comet.fanout.pacing;

import org.jspecify.annotations.NullMarked;
