/**
 * The JSON that clients of protocol version 2 and comet exchange: bodies of requests and replies.
 * Bounded by what a frame may hold; messages that are pushed never come through here.
 */
@NullMarked
package dev.halley.comet.json;

import org.jspecify.annotations.NullMarked;
