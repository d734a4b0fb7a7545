/**
 * Client connections before and after their AUTH: operations of the protocol, timeouts and bounds.
 */
@NullMarked
package dev.halley.comet.session;

import org.jspecify.annotations.NullMarked;
