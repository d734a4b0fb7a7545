/** The connection to Redis: one, shared, pipelined, that comes back by itself. */
@NullMarked
package dev.halley.logic.redis;

import org.jspecify.annotations.NullMarked;
