/** Tells what was pushed from what arrived: lost, doubled, out of order. Without I/O and clocks. */
@NullMarked
package dev.halley.benchmarks.audit;

import org.jspecify.annotations.NullMarked;
