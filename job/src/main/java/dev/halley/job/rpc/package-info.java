/** The gRPC stream to each comet. */
@NullMarked
package dev.halley.job.rpc;

import org.jspecify.annotations.NullMarked;
