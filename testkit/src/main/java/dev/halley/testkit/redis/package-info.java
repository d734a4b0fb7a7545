/** How tests talk to Redis beside Halley. */
@NullMarked
package dev.halley.testkit.redis;

import org.jspecify.annotations.NullMarked;
