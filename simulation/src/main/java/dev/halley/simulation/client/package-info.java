/** Clients and those who push: what the application of a user would do. */
@NullMarked
package dev.halley.simulation.client;

import org.jspecify.annotations.NullMarked;
