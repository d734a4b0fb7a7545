/** The table of targets as data: what is run for a row, and which of its figures count. */
@NullMarked
package dev.halley.benchmarks.row.table;

import org.jspecify.annotations.NullMarked;
