/** Runs that only connect: what a session that gets nothing holds, and what connecting costs. */
@NullMarked
package dev.halley.benchmarks.sessions;

import org.jspecify.annotations.NullMarked;
