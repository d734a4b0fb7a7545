/** The commands behind the launcher. */
@NullMarked
package dev.halley.cli;

import org.jspecify.annotations.NullMarked;
