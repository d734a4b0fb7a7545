/** Which rooms a session may be in: what logic grants and comet holds it to. */
@NullMarked
package dev.halley.api.rooms;

import org.jspecify.annotations.NullMarked;
