/**
 * How far a client has come in each stream, and what it asks for when it comes back. Without
 * threads, clocks and I/O.
 */
@NullMarked
package dev.halley.sdk.positions;

import org.jspecify.annotations.NullMarked;
