/** What the embedded servers share: ports, and the error that says why one cannot start. */
@NullMarked
package dev.halley.embedded;

import org.jspecify.annotations.NullMarked;
