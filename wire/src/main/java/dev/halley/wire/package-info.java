/** The client wire protocol: frame layout, operations, codec. Knows buffers, but no connections. */
@NullMarked
package dev.halley.wire;

import org.jspecify.annotations.NullMarked;
