/** How results are told: a table for people, a line of JSON for programs. */
@NullMarked
package dev.halley.benchmarks.measure.report;

import org.jspecify.annotations.NullMarked;
