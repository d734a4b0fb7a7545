/** How job stands with each comet: attached, awaited, gone; who gets what. No threads, clocks or I/O. */
@NullMarked
package dev.halley.job.deliver;

import org.jspecify.annotations.NullMarked;
