/** Holds what is in deploy/ to the keys, ports, metrics and times that the nodes have. */
@NullMarked
package dev.halley.distribution;

import org.jspecify.annotations.NullMarked;
