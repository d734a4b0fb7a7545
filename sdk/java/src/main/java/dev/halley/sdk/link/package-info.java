/** One connection to a comet: frames in, frames out, over TCP or WebSocket. Not for applications. */
@NullMarked
package dev.halley.sdk.link;

import org.jspecify.annotations.NullMarked;
