package dev.halley.embedded.redis;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that starts a Redis, says its process id, and waits to be killed. */
final class RedisOfItsOwn {
    private RedisOfItsOwn() {}

    public static void main(String[] arguments) throws InterruptedException {
        RedisServer redis = new RedisServer(Path.of(arguments[0]), 0);
        redis.start();
        System.out.println(redis.pid());
        new CountDownLatch(1).await();
    }
}
