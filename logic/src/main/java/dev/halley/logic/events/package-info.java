/** Tells business systems of sessions, users and rooms that come and go: the topic halley-events. */
@NullMarked
package dev.halley.logic.events;

import org.jspecify.annotations.NullMarked;
