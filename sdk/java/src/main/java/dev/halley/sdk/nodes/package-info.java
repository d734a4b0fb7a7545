/** Where a client connects, when there is more than one comet. */
@NullMarked
package dev.halley.sdk.nodes;

import org.jspecify.annotations.NullMarked;
