/**
 * The client of a business application: {@link dev.halley.sdk.HalleyClient} keeps one session alive
 * over TCP or WebSocket and hands its messages to a {@link dev.halley.sdk.ClientListener}.
 */
@NullMarked
package dev.halley.sdk;

import org.jspecify.annotations.NullMarked;
