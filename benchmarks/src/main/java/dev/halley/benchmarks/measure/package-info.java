/** What a run has measured: processes' CPU and memory, percentiles, the verdict, the output. */
@NullMarked
package dev.halley.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
