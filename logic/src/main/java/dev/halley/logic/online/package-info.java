/** How many are online: what comets report, kept in Redis, and totals and rooms out of it. */
@NullMarked
package dev.halley.logic.online;

import org.jspecify.annotations.NullMarked;
