package dev.halley.comet.session.shared;

import dev.halley.comet.frames.Variant;
import java.util.List;

/** Where the clients of a node that goes down may go. Any thread; does not block. */
public interface OtherNodes {
    /** Nobody is known: clients look for themselves. */
    OtherNodes UNKNOWN = variant -> List.of();

    /**
     * Some nodes that take clients, in another order each time.
     *
     * @return {@code host:port} of each, of the port for such connections; may be empty
     */
    List<String> of(Variant variant);
}
