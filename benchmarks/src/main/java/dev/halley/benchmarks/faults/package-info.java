/** Faults drawn from a seed, and the network between clients and comets that can be halted. */
@NullMarked
package dev.halley.benchmarks.faults;

import org.jspecify.annotations.NullMarked;
