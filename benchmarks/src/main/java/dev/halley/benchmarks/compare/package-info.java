/** {@code bench compare}: ratios of what runs have measured, read from their JSON. */
@NullMarked
package dev.halley.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
