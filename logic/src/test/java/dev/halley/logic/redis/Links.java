package dev.halley.logic.redis;

import static org.awaitility.Awaitility.await;

import dev.halley.logic.config.LogicNodeConfig;
import dev.halley.runtime.config.loading.ConfigLoader;
import dev.halley.runtime.redis.RedisConnector;
import dev.halley.runtime.redis.RedisOptions;
import dev.halley.runtime.redis.RedisValues;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;

/** Links to Redis as logic's configuration makes them. */
public final class Links {
    private Links() {}

    /** A link that is not connected yet. */
    public static RedisLink to(String uri, MeterRegistry meters) {
        return to(keys(uri), meters);
    }

    /** A link that can be used. Waits until Redis answers. */
    public static RedisLink connected(String uri, MeterRegistry meters) {
        RedisLink link = to(uri, meters);
        link.connect();
        await().until(() -> link.whyNotReady().isEmpty());
        return link;
    }

    /** A link that is not connected yet, with values as bytes. */
    public static RedisLink bytesTo(String uri, MeterRegistry meters) {
        return to(keys(uri), RedisValues.BYTES, meters);
    }

    private static Map<String, String> keys(String uri) {
        return Map.of("halley.redis.uri", uri, "halley.redis.timeout", "10s");
    }

    /** A link that is not connected yet, out of these keys. */
    public static RedisLink to(Map<String, String> keys, MeterRegistry meters) {
        return to(keys, RedisValues.TEXT, meters);
    }

    private static RedisLink to(
            Map<String, String> keys, RedisValues values, MeterRegistry meters) {
        LogicNodeConfig config =
                new ConfigLoader(Map.of()).load(LogicNodeConfig.class, null, new HashMap<>(keys));
        RedisOptions options = new RedisOptions("test", false, values);
        return new RedisLink(
                new RedisConnector(config.redis(), options, meters), new RedisMetrics(meters));
    }
}
