/**
 * What comes to a shard: deliveries, the inbox they wait in, and the receipts that say when they
 * are dealt with.
 */
@NullMarked
package dev.halley.comet.fanout.inbox;

import org.jspecify.annotations.NullMarked;
