/** Versions of what the tiers say to each other, so that two releases work in one cluster. */
@NullMarked
package dev.halley.api.schema;

import org.jspecify.annotations.NullMarked;
