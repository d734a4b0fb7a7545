/**
 * What the parts of one shard's drain share: whom it writes to, what waits for the flush, and how an
 * answer gets back onto the loop.
 */
@NullMarked
package dev.halley.comet.fanout.shared;

import org.jspecify.annotations.NullMarked;
