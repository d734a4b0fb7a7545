/** Claims in Redis. */
@NullMarked
package dev.halley.job.claim.redis;

import org.jspecify.annotations.NullMarked;
