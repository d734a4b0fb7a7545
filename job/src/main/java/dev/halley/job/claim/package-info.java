/**
 * Lets a push that may come twice, and whose target has no stream to recognise it, go on once. No
 * threads, clocks or I/O.
 */
@NullMarked
package dev.halley.job.claim;

import org.jspecify.annotations.NullMarked;
