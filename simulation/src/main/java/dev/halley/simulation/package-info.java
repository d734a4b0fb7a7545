/** The command that runs seeds. */
@NullMarked
package dev.halley.simulation;

import org.jspecify.annotations.NullMarked;
