/** What is owed to each comet: in what order, and what is not finished. No threads, clocks or I/O. */
@NullMarked
package dev.halley.job.deliver;

import org.jspecify.annotations.NullMarked;
