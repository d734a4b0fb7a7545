package dev.halley.comet.replies;

import dev.halley.wire.CloseReason;
import dev.halley.wire.MalformedFrameException;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an exception means for the connection it came up on. */
public final class CloseReasons {
    private static final Logger LOG = LoggerFactory.getLogger(CloseReasons.class);

    private CloseReasons() {}

    /** Only what nobody expects is logged with its trace. */
    public static CloseReason of(Throwable cause) {
        if (cause instanceof IOException) {
            return CloseReason.CLIENT_GONE;
        }
        if (cause instanceof MalformedFrameException || cause instanceof DecoderException) {
            return CloseReason.PROTOCOL_ERROR;
        }
        LOG.atWarn().setCause(cause).log("connection failed");
        return CloseReason.INTERNAL;
    }
}
