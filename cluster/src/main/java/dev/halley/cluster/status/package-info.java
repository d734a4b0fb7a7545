/** How the nodes of a cluster are, and how that is shown. */
@NullMarked
package dev.halley.cluster.status;

import org.jspecify.annotations.NullMarked;
