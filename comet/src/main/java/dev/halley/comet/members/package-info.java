/**
 * Who is here: the sessions of a shard and their ids, the members of its rooms, and which rooms the
 * node has.
 */
@NullMarked
package dev.halley.comet.members;

import org.jspecify.annotations.NullMarked;
