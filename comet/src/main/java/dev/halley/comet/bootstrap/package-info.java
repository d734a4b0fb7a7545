/** Puts a comet together, starts it and takes it down again. */
@NullMarked
package dev.halley.comet.bootstrap;

import org.jspecify.annotations.NullMarked;
