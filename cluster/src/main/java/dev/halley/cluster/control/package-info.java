/** The commands on a local cluster. */
@NullMarked
package dev.halley.cluster.control;

import org.jspecify.annotations.NullMarked;
