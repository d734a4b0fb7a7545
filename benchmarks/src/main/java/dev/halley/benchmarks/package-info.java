/** The load harness, {@code bench}: one command for each scenario. Start at {@code BenchCommand}. */
@NullMarked
package dev.halley.benchmarks;

import org.jspecify.annotations.NullMarked;
