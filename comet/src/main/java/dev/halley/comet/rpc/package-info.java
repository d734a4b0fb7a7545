/**
 * The delivery stream of each job: adapters between gRPC, the state machines of {@code delivery}
 * and the shards.
 */
@NullMarked
package dev.halley.comet.rpc;

import org.jspecify.annotations.NullMarked;
