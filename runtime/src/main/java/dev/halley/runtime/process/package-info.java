/** A node as a process of its own: arguments, signals, exit code. */
@NullMarked
package dev.halley.runtime.process;

import org.jspecify.annotations.NullMarked;
