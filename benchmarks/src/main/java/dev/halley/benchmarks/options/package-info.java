/** Options that several commands of {@code bench} share. */
@NullMarked
package dev.halley.benchmarks.options;

import org.jspecify.annotations.NullMarked;
