package dev.halley.simulation.comet;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.function.Consumer;

/** A session's connection: what is flushed goes to a receiver at once. */
final class Connection extends EmbeddedChannel {
    private Consumer<Object> receiver = message -> {};

    Connection() {}

    void writesTo(Consumer<Object> taker) {
        receiver = taker;
    }

    @Override
    protected void handleOutboundMessage(Object message) {
        receiver.accept(message);
    }
}
