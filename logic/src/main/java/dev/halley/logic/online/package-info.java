/** How many are online: totals, rooms and the fullest rooms, out of what the comets report. */
@NullMarked
package dev.halley.logic.online;

import org.jspecify.annotations.NullMarked;
