package dev.halley.logic.streams;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.protobuf.ByteString;
import dev.halley.api.record.StreamEntry;
import dev.halley.api.redis.RedisKeys;
import dev.halley.logic.redis.RedisCalls;
import dev.halley.logic.redis.Script;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Streams as somebody else has written them to Redis. */
public final class WrittenStreams {
    // KEYS: head, log. ARGV: epoch, entry, age in ms, padding's size. The clock is the one of
    // Redis.
    private static final Script WRITE =
            Script.of(
                    "test_write",
                    """
                    local last = tonumber(redis.call('HGET', KEYS[1], 'last') or '0') + 1
                    local t = redis.call('TIME')
                    local at = t[1] * 1000 + math.floor(t[2] / 1000) - ARGV[3]
                    redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'last', last)
                    redis.call('HSETNX', KEYS[1], 'first', 1)
                    redis.call('PEXPIRE', KEYS[1], 600000)
                    redis.call('XADD', KEYS[2], last .. '-0', 'm', ARGV[2],
                        't', string.format('%.0f', at))
                    return {tostring(last)}
                    """);
    private static final Script TRIM =
            Script.of(
                    "test_trim",
                    """
                    redis.call('XTRIM', KEYS[2], 'MINID', ARGV[1])
                    redis.call('HSET', KEYS[1], 'first', ARGV[1])
                    return {}
                    """);
    private static final Script DELETE =
            Script.of("test_delete", "return {tostring(redis.call('DEL', KEYS[1]))}");
    private static final Script TTL =
            Script.of("test_ttl", "return {tostring(redis.call('PTTL', KEYS[1]))}");
    private static final Script AGE =
            Script.of("test_age", "return {tostring(redis.call('PEXPIRE', KEYS[1], ARGV[1]))}");
    private static final Script EPOCHS =
            Script.of(
                    "test_epochs",
                    "return {tostring(redis.call('HSET', KEYS[1], 'epochs', ARGV[1]))}");
    private static final Script HEAD =
            Script.of("test_head", "return redis.call('HMGET', KEYS[1], unpack(ARGV))");

    private final RedisCalls bytes;
    private final RedisKeys keys = new RedisKeys("default");

    /** In this Redis, with values as bytes. */
    public WrittenStreams(RedisCalls bytes) {
        this.bytes = bytes;
    }

    /** One message more, so many milliseconds ago. */
    public void append(String stream, int epoch, ByteString payload, long ageMs) {
        StreamEntry entry =
                StreamEntry.newBuilder()
                        .setMessageId(7)
                        .setAcceptedAtUs(1_800_000_000_000_000L)
                        .setOperation(1000)
                        .setPayload(payload)
                        .build();
        run(
                WRITE,
                stream,
                Integer.toString(epoch),
                new String(entry.toByteArray(), ISO_8859_1),
                Long.toString(ageMs));
    }

    /** One text more, just now. */
    public void append(String stream, int epoch, String payload) {
        append(stream, epoch, ByteString.copyFromUtf8(payload), 0);
    }

    /** What is below this offset is no longer kept. */
    public void trim(String stream, long first) {
        run(TRIM, stream, Long.toString(first));
    }

    /** As after expiry, or in a Redis that has lost the key. */
    public void deleteLog(String stream) {
        on(DELETE, keys.streamLog(stream));
    }

    /** As after expiry, or in a Redis that has lost the key. */
    public void deleteHead(String stream) {
        on(DELETE, keys.streamHead(stream));
    }

    /** How long the head is still remembered. */
    public long headTtlMs(String stream) {
        return Long.parseLong(on(TTL, keys.streamHead(stream)).get(0));
    }

    /** Lets it be remembered only so long. */
    public void headTtlMs(String stream, long ttlMs) {
        on(AGE, keys.streamHead(stream), Long.toString(ttlMs));
    }

    /** Sets what the head says of its epochs. */
    public void epochs(String stream, String field) {
        on(EPOCHS, keys.streamHead(stream), field);
    }

    /** What the head holds in this field. */
    public String head(String stream, String field) {
        return on(HEAD, keys.streamHead(stream), field).get(0);
    }

    private List<String> run(Script script, String stream, String... arguments) {
        return wait(script, List.of(keys.streamHead(stream), keys.streamLog(stream)), arguments);
    }

    private List<String> on(Script script, String key, String... arguments) {
        return wait(script, List.of(key), arguments);
    }

    private List<String> wait(Script script, List<String> names, String... arguments) {
        try {
            return bytes.run(script, names, List.of(arguments))
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
