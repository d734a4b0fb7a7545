/** How far users have read streams, the same for all of a user's devices. */
@NullMarked
package dev.halley.logic.reading;

import org.jspecify.annotations.NullMarked;
