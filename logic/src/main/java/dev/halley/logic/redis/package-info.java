/** The commands that logic gives to Redis, counted and timed. */
@NullMarked
package dev.halley.logic.redis;

import org.jspecify.annotations.NullMarked;
