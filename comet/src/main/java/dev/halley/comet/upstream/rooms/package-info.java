/** What logic and the other comets know of this comet's rooms: members, and who joined and left. */
@NullMarked
package dev.halley.comet.upstream.rooms;

import org.jspecify.annotations.NullMarked;
