package dev.halley.sdk.link;

import dev.halley.wire.CloseReason;
import java.time.Duration;
import java.util.Optional;

/**
 * How a link ended.
 *
 * @param reason the server's reason, from a WebSocket close code of the 4000s or, in version 2, the
 *     disconnect operation
 * @param detail what was seen on this side
 * @param reconnect whether to connect again
 * @param delay how long to wait at least before that
 * @param moves the server asked the client to go to another node, and it goes at once
 */
public record LinkEnd(
        Optional<CloseReason> reason,
        String detail,
        boolean reconnect,
        Duration delay,
        boolean moves) {

    /** It just ended, or was given up on this side. */
    public static LinkEnd unexplained(String detail) {
        return new LinkEnd(Optional.empty(), detail, true, Duration.ZERO, false);
    }

    /** The server asked the client to go to another node. */
    public static LinkEnd moving() {
        return new LinkEnd(
                Optional.of(CloseReason.DRAINING),
                "the server asked to go to another node",
                true,
                Duration.ZERO,
                true);
    }

    /** Whatever was seen, it is of no use to connect again. */
    public static LinkEnd forGood(String detail) {
        return new LinkEnd(Optional.empty(), detail, false, Duration.ZERO, false);
    }

    /** The server said why by a close code. */
    public static LinkEnd closed(int code) {
        Optional<CloseReason> reason = reasonOf(code);
        return new LinkEnd(
                reason,
                EndWords.closed(reason, code),
                reason.map(CloseReason::reconnect).orElse(true),
                Duration.ZERO,
                false);
    }

    /** The server said by an operation why it closes, and what to do. */
    public static LinkEnd disconnected(int code, boolean reconnect, Duration delay) {
        Optional<CloseReason> reason = reasonOf(code);
        return new LinkEnd(reason, EndWords.closed(reason, code), reconnect, delay, false);
    }

    /** As it is when it came before the answer to AUTH: says so where the server gave no reason. */
    public LinkEnd beforeAuth() {
        return reason.isPresent()
                ? this
                : new LinkEnd(reason, "AUTH was not answered: " + detail, reconnect, delay, moves);
    }

    private static Optional<CloseReason> reasonOf(int code) {
        for (CloseReason reason : CloseReason.values()) {
            if (reason.webSocketCode() == code) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
