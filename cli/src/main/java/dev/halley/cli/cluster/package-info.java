/** Commands on a cluster of real processes on this machine. */
@NullMarked
package dev.halley.cli.cluster;

import org.jspecify.annotations.NullMarked;
