/**
 * Puts a shard's messages into the order of their streams, those of rooms and those of single
 * sessions, and finds out what is missing. Decisions are made in {@code streams}; here they are carried
 * out.
 */
@NullMarked
package dev.halley.comet.fanout.order;

import org.jspecify.annotations.NullMarked;
