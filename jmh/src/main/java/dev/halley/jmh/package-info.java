/**
 * JMH benchmarks of single parts: what is done for each frame, record and message. Run by hand, see
 * docs/benchmarks; the build only compiles them.
 */
@NullMarked
package dev.halley.jmh;

import org.jspecify.annotations.NullMarked;
