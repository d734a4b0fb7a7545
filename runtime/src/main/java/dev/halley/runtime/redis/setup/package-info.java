/** How the configuration of Redis becomes what Lettuce is told, and its failures become words. */
@NullMarked
package dev.halley.runtime.redis.setup;

import org.jspecify.annotations.NullMarked;
