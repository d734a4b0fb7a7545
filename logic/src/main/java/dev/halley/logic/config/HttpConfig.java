package dev.halley.logic.config;

import dev.halley.runtime.config.schema.Range;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The REST server: {@code halley.logic.http}. */
public interface HttpConfig {
    /** Address to listen on. */
    @WithDefault("127.0.0.1")
    String host();

    /** Port to listen on; 0 for a free one. */
    @WithDefault("3111")
    @Range(min = "0", max = "65535")
    int port();

    /** Event loops that serve REST; 0 for one per processor. */
    @WithDefault("0")
    @Range(min = "0", max = "256")
    int eventLoops();

    /** Open connections; one more is closed at once. */
    @WithDefault("8192")
    @Range(min = "1", max = "1000000")
    int maxConnections();

    /** Bytes of one request body; one more is answered with 413. */
    @WithDefault("1048576")
    @Range(min = "1", max = "67108864")
    int maxBodyBytes();

    /** Bytes of the request line: long lists of users stand in it. */
    @WithDefault("65536")
    @Range(min = "1024", max = "1048576")
    int maxRequestLineBytes();

    /** Bytes of all request headers together. */
    @WithDefault("16384")
    @Range(min = "1024", max = "1048576")
    int maxHeaderBytes();

    /** Requests with a body that are at work at once; one more is answered with 503. */
    @WithDefault("4096")
    @Range(min = "1", max = "1000000")
    int maxPushesInFlight();

    /** Bytes of request bodies held at once, over all requests; beyond them it is 503. */
    @WithDefault("67108864")
    @Range(min = "65536", max = "8589934592")
    long maxBodyBytesInFlight();

    /** How long a connection may stay without a whole request head. */
    @WithDefault("60s")
    @Range(min = "1s", max = "1h")
    Duration idleTimeout();

    /** How long a request body may take to come. */
    @WithDefault("10s")
    @Range(min = "1s", max = "10m")
    Duration bodyTimeout();

    /** How long a request may take from its body to its answer before its connection is closed. */
    @WithDefault("30s")
    @Range(min = "1s", max = "10m")
    Duration requestTimeout();

    /**
     * How long a node that goes down still serves, with every answer asking its caller to connect
     * anew, until no connection is left.
     */
    @WithDefault("2s")
    @Range(min = "0s", max = "1m")
    Duration drainTime();

    /** Which pages of other origins may call, such as https://example.org; * for all of them. */
    Optional<List<String>> corsOrigins();
}
