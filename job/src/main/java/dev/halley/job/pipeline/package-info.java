/** From records in order to positions that may be committed. No threads, clocks or I/O. */
@NullMarked
package dev.halley.job.pipeline;

import org.jspecify.annotations.NullMarked;
