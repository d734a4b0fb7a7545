/** What may go wrong with a request: a few named exceptions, each mapped once per surface. */
@NullMarked
package dev.halley.logic.errors;

import org.jspecify.annotations.NullMarked;
