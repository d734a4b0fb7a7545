/** Pushes that nobody receives: how many REST accepts, how fast, and at what cost. */
@NullMarked
package dev.halley.benchmarks.accept;

import org.jspecify.annotations.NullMarked;
