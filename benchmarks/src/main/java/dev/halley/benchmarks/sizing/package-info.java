/** {@code bench size}: how many nodes a load takes. Start at {@code SizeCommand}. */
@NullMarked
package dev.halley.benchmarks.sizing;

import org.jspecify.annotations.NullMarked;
