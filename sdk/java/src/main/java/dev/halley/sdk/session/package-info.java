/** How a client keeps its session: dialling, AUTH, heartbeats, replies. Not for applications. */
@NullMarked
package dev.halley.sdk.session;

import org.jspecify.annotations.NullMarked;
