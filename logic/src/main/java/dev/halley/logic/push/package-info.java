/** What callers of either API ask for: pushes, and the end of sessions. */
@NullMarked
package dev.halley.logic.push;

import org.jspecify.annotations.NullMarked;
