package dev.halley.sdk;

import dev.halley.wire.CloseReason;
import java.time.Duration;
import java.util.Optional;

/**
 * How a connection ended and what the client does next.
 *
 * @param reason what the server said; empty when it said nothing (TCP in version 1 never does) or
 *     could not be reached
 * @param detail what was seen on this side, for logs
 * @param willReconnect false: the client is closed for good
 * @param delay wait before the next attempt; zero when there is none
 */
public record Disconnect(
        Optional<CloseReason> reason, String detail, boolean willReconnect, Duration delay) {}
