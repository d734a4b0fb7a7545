/** A model of a network connection: ordered, delayed, and cut at any moment. */
@NullMarked
package dev.halley.simulation.link;

import org.jspecify.annotations.NullMarked;
