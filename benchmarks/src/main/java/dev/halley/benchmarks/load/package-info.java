/**
 * The client side of a run, as the rest of the harness sees it: a pool of thousands of sessions,
 * how it stands, and what it counted. The pool is in this process ({@code loop}) or spread over
 * several ({@code spread}).
 */
@NullMarked
package dev.halley.benchmarks.load;

import org.jspecify.annotations.NullMarked;
