/** What a size is asked for: who is connected, what is pushed, and what nodes there are to buy. */
@NullMarked
package dev.halley.benchmarks.sizing.asked;

import org.jspecify.annotations.NullMarked;
