/**
 * The connection to Redis, for every tier alike: to one server, to the master that Sentinels name,
 * or to a Redis Cluster. It comes back by itself.
 */
@NullMarked
package dev.halley.runtime.redis;

import org.jspecify.annotations.NullMarked;
