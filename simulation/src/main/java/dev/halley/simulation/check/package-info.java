/** What must hold: looked at after every step, and when all is quiet. */
@NullMarked
package dev.halley.simulation.check;

import org.jspecify.annotations.NullMarked;
