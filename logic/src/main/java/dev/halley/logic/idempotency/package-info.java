/** What makes a repeated push the same push: keys of callers, bound to message ids in Redis. */
@NullMarked
package dev.halley.logic.idempotency;

import org.jspecify.annotations.NullMarked;
