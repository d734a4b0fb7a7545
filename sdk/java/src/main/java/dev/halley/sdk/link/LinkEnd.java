package dev.halley.sdk.link;

import dev.halley.wire.CloseReason;
import java.util.Optional;

/**
 * How a link ended.
 *
 * @param reason the server's reason, from a WebSocket close code of the 4000s
 * @param detail what was seen on this side
 */
public record LinkEnd(Optional<CloseReason> reason, String detail) {}
