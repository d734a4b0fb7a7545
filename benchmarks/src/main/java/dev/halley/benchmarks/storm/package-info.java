/** What is measured around the moment in which all clients are cut at once. */
@NullMarked
package dev.halley.benchmarks.storm;

import org.jspecify.annotations.NullMarked;
