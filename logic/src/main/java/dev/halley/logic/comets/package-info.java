/** Questions to comets over gRPC: sessions, members of a room; and word that one was replaced. */
@NullMarked
package dev.halley.logic.comets;

import org.jspecify.annotations.NullMarked;
