/** A model of Redis: what it keeps, and how it can lose it. */
@NullMarked
package dev.halley.simulation.redis;

import org.jspecify.annotations.NullMarked;
