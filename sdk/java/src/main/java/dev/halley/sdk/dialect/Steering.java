package dev.halley.sdk.dialect;

import dev.halley.sdk.events.ServerError;
import dev.halley.sdk.link.Frame;
import dev.halley.sdk.link.LinkEnd;
import java.time.Duration;
import java.util.List;

/** What the words of a server may do to a session. On the client's loop. */
public interface Steering {

    /** A frame that may be the reply that a request waits for; false: it is not. */
    boolean answered(Frame frame);

    /** The request with this sequence is refused; false: nobody waits for it. */
    boolean refused(int sequence, ServerError error);

    /** Sends a request that nobody waits for. */
    void send(int operation, byte[] body);

    /** The server is about to close. */
    void end(LinkEnd end);

    /** The session is to go to another node, {@code host:port}, after the delay. */
    void move(Duration delay, List<String> nodes);
}
