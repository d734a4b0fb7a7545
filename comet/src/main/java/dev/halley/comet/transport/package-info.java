/** Listeners for clients: event loops, pipelines, WebSocket opening handshake, load balancers. */
@NullMarked
package dev.halley.comet.transport;

import org.jspecify.annotations.NullMarked;
