/** Which comet nodes there are, and which of them a client should connect to. */
@NullMarked
package dev.halley.logic.nodes;

import org.jspecify.annotations.NullMarked;
