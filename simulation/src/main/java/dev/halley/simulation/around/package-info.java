/** What every node of a run finds around it: the network, the registry, the bounds, the rules. */
@NullMarked
package dev.halley.simulation.around;

import org.jspecify.annotations.NullMarked;
