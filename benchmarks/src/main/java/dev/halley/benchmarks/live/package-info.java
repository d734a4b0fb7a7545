/** What a run tells of itself while it goes on. */
@NullMarked
package dev.halley.benchmarks.live;

import org.jspecify.annotations.NullMarked;
