/** One seed: what there is, which faults come, and what came of it. */
@NullMarked
package dev.halley.simulation.world;

import org.jspecify.annotations.NullMarked;
