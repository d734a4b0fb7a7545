/** What one session of the load is: who it is, where it connects, what it sends. */
@NullMarked
package dev.halley.benchmarks.client;

import org.jspecify.annotations.NullMarked;
