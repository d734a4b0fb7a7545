/** Streams in Redis. */
@NullMarked
package dev.halley.job.append.redis;

import org.jspecify.annotations.NullMarked;
