/** What is done to a server while a run goes on, and how long it took to be well again. */
@NullMarked
package dev.halley.benchmarks.steps;

import org.jspecify.annotations.NullMarked;
