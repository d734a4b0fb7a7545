/** Tells a gateway to the phones' own push of users who had no session. No threads, clocks or I/O. */
@NullMarked
package dev.halley.job.offline;

import org.jspecify.annotations.NullMarked;
