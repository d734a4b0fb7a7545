/** What a client of protocol version 2 keeps and is told, and what of it is right. Without I/O. */
@NullMarked
package dev.halley.benchmarks.recovery;

import org.jspecify.annotations.NullMarked;
