package dev.halley.logic.streams;

import dev.halley.embedded.redis.RedisServer;
import java.nio.file.Path;

class StreamStoreIT extends StreamStoreCases {
    private RedisServer redis;

    @Override
    String startRedis(Path data) {
        redis = new RedisServer(data, 0);
        redis.start();
        return redis.uri();
    }

    @Override
    void stopRedis() {
        redis.close();
    }
}
