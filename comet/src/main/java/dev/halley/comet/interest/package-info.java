/**
 * Which rooms the jobs know that this comet has members of. A state machine: no threads, clocks or
 * I/O; one thread at a time, time is handed in.
 */
@NullMarked
package dev.halley.comet.interest;

import org.jspecify.annotations.NullMarked;
