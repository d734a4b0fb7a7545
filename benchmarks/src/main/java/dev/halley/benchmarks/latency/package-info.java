/** Lone messages on their way from REST to a client, in an idle server or beside other traffic. */
@NullMarked
package dev.halley.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
