/** What is done to all sessions of a node: they are drained, or their routes are registered again. */
@NullMarked
package dev.halley.comet.session.all;

import org.jspecify.annotations.NullMarked;
