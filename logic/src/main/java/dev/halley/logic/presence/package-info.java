/** Which comet instances still live: what decides whether an entry in Redis counts. */
@NullMarked
package dev.halley.logic.presence;

import org.jspecify.annotations.NullMarked;
