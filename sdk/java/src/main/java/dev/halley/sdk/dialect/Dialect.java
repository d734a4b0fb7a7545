package dev.halley.sdk.dialect;

import dev.halley.sdk.link.Frame;
import java.time.Duration;
import java.util.Optional;

/** One version of the protocol, as a session speaks it. On the client's loop. */
public interface Dialect {

    /**
     * The body of AUTH.
     *
     * @param token empty: there is none
     */
    byte[] auth(String token);

    /** A frame before the session is let in. */
    void early(Frame frame);

    /** Why the server's reply to AUTH makes it useless to go on; empty: it is a good one. */
    Optional<String> objection(byte[] reply);

    /**
     * The server has let the session in; the session is online from now on.
     *
     * @return how often the server wants a heartbeat; zero: it did not say
     */
    Duration welcomed(byte[] reply);

    /** A frame that is no reply to AUTH or a heartbeat. */
    void frame(Frame frame);

    /** The connection is gone. */
    void lost();
}
