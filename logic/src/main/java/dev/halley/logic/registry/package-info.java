/** Where sessions are: their routes in Redis, and what may change them. */
@NullMarked
package dev.halley.logic.registry;

import org.jspecify.annotations.NullMarked;
