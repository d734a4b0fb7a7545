/** The load harness: {@code bench room} and {@code bench unicast}. Start at {@code BenchCommand}. */
@NullMarked
package dev.halley.benchmarks;

import org.jspecify.annotations.NullMarked;
