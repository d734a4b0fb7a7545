/**
 * Between the protobuf messages of a delivery stream and comet's own types.
 */
@NullMarked
package dev.halley.comet.contract;

import org.jspecify.annotations.NullMarked;
