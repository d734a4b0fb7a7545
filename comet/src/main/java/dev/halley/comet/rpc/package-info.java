/**
 * What comet serves over gRPC: the delivery stream of each job, and queries. Adapters between the
 * streams, the state machines of {@code delivery} and the shards.
 */
@NullMarked
package dev.halley.comet.rpc;

import org.jspecify.annotations.NullMarked;
