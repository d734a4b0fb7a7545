/**
 * Thousands of sessions on a few threads of this process, which read what arrives in place and count
 * it. Made to cost less than what it measures.
 */
@NullMarked
package dev.halley.benchmarks.load.loop;

import org.jspecify.annotations.NullMarked;
