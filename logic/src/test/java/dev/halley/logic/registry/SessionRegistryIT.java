package dev.halley.logic.registry;

import dev.halley.embedded.redis.RedisServer;
import java.nio.file.Path;

class SessionRegistryIT extends SessionRegistryCases {
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
