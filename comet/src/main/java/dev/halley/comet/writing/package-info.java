/**
 * How a shard writes to its sessions: shared buffers, one flush for each, what becomes of slow
 * consumers, and the bounds and meters of all that.
 */
@NullMarked
package dev.halley.comet.writing;

import org.jspecify.annotations.NullMarked;
