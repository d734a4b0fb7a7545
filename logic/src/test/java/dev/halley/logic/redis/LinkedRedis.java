package dev.halley.logic.redis;

import dev.halley.embedded.redis.RedisServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;

/** A Redis of the test's own, and a link to it that can be used. */
public final class LinkedRedis implements AutoCloseable {
    private final RedisServer server;
    private final RedisLink link;

    /** Starts Redis in this folder, and waits for it. */
    public LinkedRedis(Path data, MeterRegistry meters) {
        server = new RedisServer(data, 0);
        server.start();
        link = Links.connected(server.uri(), meters);
    }

    /** The link. It is closed with this. */
    public RedisLink link() {
        return link;
    }

    @Override
    public void close() {
        link.close();
        server.close();
    }
}
