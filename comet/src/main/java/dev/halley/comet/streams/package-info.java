/**
 * What decides which message of a stream goes out, and when: places, holes, what is recovered.
 * State without threads, clocks or buffers; the fan-out drives it on its loops.
 */
@NullMarked
package dev.halley.comet.streams;

import org.jspecify.annotations.NullMarked;
