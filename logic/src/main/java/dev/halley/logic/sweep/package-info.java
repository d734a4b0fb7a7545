/** Clears up what comets that are gone have left in Redis. */
@NullMarked
package dev.halley.logic.sweep;

import org.jspecify.annotations.NullMarked;
