/** A job: the state machines of production, joined to the models. */
@NullMarked
package dev.halley.simulation.job;

import org.jspecify.annotations.NullMarked;
