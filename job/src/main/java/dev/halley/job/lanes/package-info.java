/** What one comet has to finish, partition by partition, in order. No threads, clocks or I/O. */
@NullMarked
package dev.halley.job.lanes;

import org.jspecify.annotations.NullMarked;
