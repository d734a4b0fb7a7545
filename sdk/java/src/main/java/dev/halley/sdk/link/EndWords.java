package dev.halley.sdk.link;

import dev.halley.wire.CloseReason;
import dev.halley.wire.MalformedFrameException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;

/** How a link ended, in words for people. */
final class EndWords {
    private static final String NOT_TCP =
            ": this does not look like Halley's TCP port (3101; 3102 is WebSocket)";

    private EndWords() {}

    /** What went wrong on this side. */
    static String of(Throwable thrown, boolean tcp) {
        Throwable cause =
                thrown instanceof DecoderException && thrown.getCause() != null
                        ? thrown.getCause()
                        : thrown;
        if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
            return "unknown host";
        }
        if (cause instanceof ConnectTimeoutException) {
            return "no connection in time";
        }
        if (cause instanceof ConnectException) {
            return "nobody answers; is Halley running there?";
        }
        if (cause instanceof MalformedFrameException malformed) {
            return "malformed frame, " + malformed.malformation().text() + (tcp ? NOT_TCP : "");
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    /** What the server said when it closed a WebSocket. */
    static String closed(Optional<CloseReason> reason, int code) {
        return "closed by the server: "
                + reason.map(known -> known.label().replace('_', ' ') + " (" + code + ")")
                        .orElse(String.valueOf(code));
    }
}
