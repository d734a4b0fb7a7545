/**
 * How long to wait before what failed is tried again. No threads, clocks, I/O or chance of its own:
 * time and chance are handed in.
 */
@NullMarked
package dev.halley.job.retry;

import org.jspecify.annotations.NullMarked;
