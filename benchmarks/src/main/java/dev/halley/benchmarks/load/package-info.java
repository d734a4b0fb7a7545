/**
 * The client side of a run: thousands of sessions on a few threads, which read what arrives in
 * place and count it. Made to cost less than what it measures.
 */
@NullMarked
package dev.halley.benchmarks.load;

import org.jspecify.annotations.NullMarked;
