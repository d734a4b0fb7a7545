package dev.halley.logic.config;

import dev.halley.runtime.config.schema.Range;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Pushes: {@code halley.logic.push}. */
public interface PushConfig {
    /** Most bytes of a payload. */
    @WithDefault("65536")
    @Range(min = "1", max = "450000")
    int maxPayloadBytes();

    /** Most users or keys of one push. */
    @WithDefault("10000")
    @Range(min = "1", max = "100000")
    int maxTargets();

    /** Most rooms of one push; each becomes a record. */
    @WithDefault("100")
    @Range(min = "1", max = "1000")
    int maxRooms();

    /** Most characters of a user, a key or a room. */
    @WithDefault("256")
    @Range(min = "8", max = "2048")
    int maxNameLength();

    /** Within this time a push is acknowledged by Kafka, or answered with an error. */
    @WithDefault("2s")
    @Range(min = "100ms", max = "1m")
    Duration deadline();

    /**
     * How long a push, or a message from a client, may wait for others to go to Kafka with. One that
     * comes alone does not wait; those right behind it do, for the rest of this time after it, or
     * until 32 wait. Longer than {@code halley.job.read-gap}, it costs the least latency for what it
     * saves.
     */
    @WithDefault("5ms")
    @Range(min = "0s", max = "50ms")
    Duration linger();

    /** Most bytes that go to one partition of Kafka together. */
    @WithDefault("131072")
    @Range(min = "1024", max = "900000")
    int batchBytes();

    /** Bytes of pushes that may wait for Kafka; past it pushes are answered with an error at once. */
    @WithDefault("33554432")
    @Range(min = "1048576", max = "1073741824")
    long bufferBytes();

    /** The same for messages from clients. */
    @WithDefault("16777216")
    @Range(min = "1048576", max = "1073741824")
    long upstreamBufferBytes();

    /**
     * How long an idempotency key is remembered: within it a repeated push is the same one. Takes
     * Redis about 150 bytes for each key.
     */
    @WithDefault("24h")
    @Range(min = "1s", max = "30d")
    Duration idempotencyTtl();

    /** How long a new worker number waits for other holders, when Redis knows none at all. */
    @WithDefault("2s")
    @Range(min = "0s", max = "1m")
    Duration workerSettle();
}
