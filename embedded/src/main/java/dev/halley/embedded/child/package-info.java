/** Servers that run as child processes of this JVM and end with it. */
@NullMarked
package dev.halley.embedded.child;

import org.jspecify.annotations.NullMarked;
