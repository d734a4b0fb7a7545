/** Who a node is: its tier, its address, and an id that is new at every start. */
@NullMarked
package dev.halley.runtime.node;

import org.jspecify.annotations.NullMarked;
