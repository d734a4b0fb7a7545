/** Which comets have members of which rooms, as the comets say. No threads, clocks or I/O. */
@NullMarked
package dev.halley.job.interest;

import org.jspecify.annotations.NullMarked;
