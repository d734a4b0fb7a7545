/** A run from its options to its result. */
@NullMarked
package dev.halley.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
