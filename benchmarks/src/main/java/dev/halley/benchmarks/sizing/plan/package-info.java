/**
 * What a load takes: nodes, partitions, memory, computed from measured constants. Arithmetic only,
 * without I/O. Start at {@code Plan}; every figure that it rests on is a {@code Constant}.
 */
@NullMarked
package dev.halley.benchmarks.sizing.plan;

import org.jspecify.annotations.NullMarked;
