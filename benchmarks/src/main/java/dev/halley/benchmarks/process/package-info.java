/**
 * What processes are seen to use: any process from {@code /proc}, JVMs from the inside too, and the
 * harness itself.
 */
@NullMarked
package dev.halley.benchmarks.process;

import org.jspecify.annotations.NullMarked;
