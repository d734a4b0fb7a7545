/** Calls what the application gave, guards against what it throws, and counts. */
@NullMarked
package dev.halley.sdk.listening;

import org.jspecify.annotations.NullMarked;
