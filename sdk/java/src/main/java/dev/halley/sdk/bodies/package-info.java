/** The JSON bodies of the client protocol, written and read. Not for applications. */
@NullMarked
package dev.halley.sdk.bodies;

import org.jspecify.annotations.NullMarked;
