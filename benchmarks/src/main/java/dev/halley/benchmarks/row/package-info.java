/** {@code bench row}: a row of the table of targets, measured, beside its floor and a peer. */
@NullMarked
package dev.halley.benchmarks.row;

import org.jspecify.annotations.NullMarked;
