/** What logic serves over gRPC: sessions to comets, pushes to business systems. */
@NullMarked
package dev.halley.logic.rpc;

import org.jspecify.annotations.NullMarked;
