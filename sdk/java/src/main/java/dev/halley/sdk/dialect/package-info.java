/** What differs between the two versions of the protocol, once there is a connection. */
@NullMarked
package dev.halley.sdk.dialect;

import org.jspecify.annotations.NullMarked;
