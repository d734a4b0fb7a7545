/** The meter registry that a node writes its metrics to. */
@NullMarked
package dev.halley.runtime.metrics;

import org.jspecify.annotations.NullMarked;
