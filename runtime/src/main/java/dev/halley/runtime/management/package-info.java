/** Probes, metrics and facts of a node over plain HTTP. */
@NullMarked
package dev.halley.runtime.management;

import org.jspecify.annotations.NullMarked;
