/** What a server that speaks version 2 tells a client, beside messages. */
@NullMarked
package dev.halley.sdk.events;

import org.jspecify.annotations.NullMarked;
