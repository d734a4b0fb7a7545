package dev.halley.simulation.comet;

import dev.halley.comet.streams.StreamPage;
import dev.halley.simulation.redis.RedisLine;
import java.util.function.Consumer;

/** Reads streams, as logic would for this comet. Always answers. */
final class Reads {
    private final RedisLine redis;

    Reads(RedisLine redis) {
        this.redis = redis;
    }

    /** What is behind a place. */
    void read(String stream, long after, Consumer<StreamPage> done) {
        redis.ask(
                server -> server.streams().read(stream, after, server.master()),
                slice -> done.accept(Messages.page(stream, slice)),
                () -> done.accept(StreamPage.UNREADABLE));
    }

    /** Where it ends. */
    void tip(String stream, Consumer<StreamPage> done) {
        redis.ask(
                server -> server.streams().tip(stream, server.master()),
                slice -> done.accept(Messages.page(stream, slice)),
                () -> done.accept(StreamPage.UNREADABLE));
    }
}
