/** States of a node from start to drain, and why it is not ready. */
@NullMarked
package dev.halley.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;
