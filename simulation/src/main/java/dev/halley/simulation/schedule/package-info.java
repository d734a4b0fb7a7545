/** Virtual time, chance and processes: what decides in which order everything happens. */
@NullMarked
package dev.halley.simulation.schedule;

import org.jspecify.annotations.NullMarked;
