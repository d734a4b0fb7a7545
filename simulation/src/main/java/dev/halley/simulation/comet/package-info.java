/** A comet: the state machines of production, joined to the models. */
@NullMarked
package dev.halley.simulation.comet;

import org.jspecify.annotations.NullMarked;
