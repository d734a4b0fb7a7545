/**
 * What decides a delivery on comet: which records were seen and finished. State machines: no
 * threads, clocks or I/O; one thread at a time, time is handed in.
 */
@NullMarked
package dev.halley.comet.delivery;

import org.jspecify.annotations.NullMarked;
