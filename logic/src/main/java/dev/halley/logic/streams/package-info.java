/** Streams of users and rooms as they stand in Redis, and how far users have read them. */
@NullMarked
package dev.halley.logic.streams;

import org.jspecify.annotations.NullMarked;
