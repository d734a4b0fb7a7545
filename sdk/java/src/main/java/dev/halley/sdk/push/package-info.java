/** The push API of logic for business systems: {@link dev.halley.sdk.push.PushClient}. */
@NullMarked
package dev.halley.sdk.push;

import org.jspecify.annotations.NullMarked;
