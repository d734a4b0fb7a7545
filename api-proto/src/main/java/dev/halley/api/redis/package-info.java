/** Where logic and job find each other's entries in Redis. */
@NullMarked
package dev.halley.api.redis;

import org.jspecify.annotations.NullMarked;
