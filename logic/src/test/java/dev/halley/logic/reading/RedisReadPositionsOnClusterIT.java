package dev.halley.logic.reading;

import dev.halley.embedded.redis.RedisCluster;
import java.nio.file.Path;

class RedisReadPositionsOnClusterIT extends ReadPositionCases {
    private RedisCluster redis;

    @Override
    String startRedis(Path data) {
        redis = new RedisCluster(data, 3, 0);
        redis.start();
        return redis.uri();
    }

    @Override
    void stopRedis() {
        redis.close();
    }
}
