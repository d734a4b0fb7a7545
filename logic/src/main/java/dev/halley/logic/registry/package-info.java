/** Where sessions are and how many members rooms have: what logic keeps in Redis. */
@NullMarked
package dev.halley.logic.registry;

import org.jspecify.annotations.NullMarked;
