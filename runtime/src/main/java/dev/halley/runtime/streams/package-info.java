/** Which streams there are, and what each keeps. */
@NullMarked
package dev.halley.runtime.streams;

import org.jspecify.annotations.NullMarked;
