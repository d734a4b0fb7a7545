/** The configuration of a logic. */
@NullMarked
package dev.halley.logic.config;

import org.jspecify.annotations.NullMarked;
