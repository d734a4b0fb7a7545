/**
 * The floor itself: a bare Netty loop in a process of its own that writes by a schedule, and says
 * what it wrote. Knows nothing of comet.
 */
@NullMarked
package dev.halley.benchmarks.floor.loop;

import org.jspecify.annotations.NullMarked;
