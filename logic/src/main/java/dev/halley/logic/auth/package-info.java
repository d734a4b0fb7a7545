/** Who a client is, by what its AUTH frame holds. */
@NullMarked
package dev.halley.logic.auth;

import org.jspecify.annotations.NullMarked;
