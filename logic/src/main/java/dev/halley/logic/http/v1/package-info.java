/** Halley's own REST routes: JSON in, JSON out, problems as RFC 9457 words them. */
@NullMarked
package dev.halley.logic.http.v1;

import org.jspecify.annotations.NullMarked;
