/** Reads streams through logic: coalesced, bounded, and again when logic or Redis was away. */
@NullMarked
package dev.halley.comet.history;

import org.jspecify.annotations.NullMarked;
