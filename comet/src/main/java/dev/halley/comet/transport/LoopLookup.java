package dev.halley.comet.transport;

import dev.halley.comet.session.SessionLoop;
import io.netty.channel.EventLoop;

/** Finds the connections' side of an event loop. */
@FunctionalInterface
public interface LoopLookup {
    /** The one of this loop. */
    SessionLoop of(EventLoop loop);
}
