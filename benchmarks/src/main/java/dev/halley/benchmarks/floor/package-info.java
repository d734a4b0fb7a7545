/** {@code bench floor}: what a bare Netty loop needs for the writes of a scenario. */
@NullMarked
package dev.halley.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
