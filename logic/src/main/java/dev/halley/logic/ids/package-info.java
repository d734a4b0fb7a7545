/** Message ids: ordered by time, unique over all logics by a worker number leased in Redis. */
@NullMarked
package dev.halley.logic.ids;

import org.jspecify.annotations.NullMarked;
