/** Puts a logic together, starts it and stops it. */
@NullMarked
package dev.halley.logic.bootstrap;

import org.jspecify.annotations.NullMarked;
