/** gRPC servers and channels; channels find a tier through discovery. */
@NullMarked
package dev.halley.runtime.rpc;

import org.jspecify.annotations.NullMarked;
