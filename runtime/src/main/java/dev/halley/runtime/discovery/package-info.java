/** Which nodes of which tier there are, behind one interface. */
@NullMarked
package dev.halley.runtime.discovery;

import org.jspecify.annotations.NullMarked;
