/** A real Redis server as a child of this process. */
@NullMarked
package dev.halley.embedded.redis;

import org.jspecify.annotations.NullMarked;
