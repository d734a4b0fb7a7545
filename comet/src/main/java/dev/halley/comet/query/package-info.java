/**
 * What logic asks of a comet over gRPC: its sessions, the members of a room.
 */
@NullMarked
package dev.halley.comet.query;

import org.jspecify.annotations.NullMarked;
