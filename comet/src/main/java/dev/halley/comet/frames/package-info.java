/**
 * Where a frame is encoded: the messages of a push, merged into buffers that all members of a
 * room share, one for each variant of the wire.
 */
@NullMarked
package dev.halley.comet.frames;

import org.jspecify.annotations.NullMarked;
