/** What is remembered of a local cluster between two commands. */
@NullMarked
package dev.halley.cluster.state;

import org.jspecify.annotations.NullMarked;
