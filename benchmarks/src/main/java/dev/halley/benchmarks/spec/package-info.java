/** What a run is asked to be, checked. */
@NullMarked
package dev.halley.benchmarks.spec;

import org.jspecify.annotations.NullMarked;
