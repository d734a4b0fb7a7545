/** Commands on one node of a cluster on this machine. */
@NullMarked
package dev.halley.cli.cluster.node;

import org.jspecify.annotations.NullMarked;
