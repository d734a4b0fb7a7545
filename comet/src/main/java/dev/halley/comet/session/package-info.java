/**
 * Client connections before and after their AUTH: operations of the protocol, timeouts, bounds, and
 * the one way they close.
 */
@NullMarked
package dev.halley.comet.session;

import org.jspecify.annotations.NullMarked;
