package dev.halley.comet.config;

import dev.halley.runtime.config.schema.Range;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds on connections and sessions: {@code halley.comet.sessions}. */
public interface SessionsConfig {
    /** Most connections at once; one more is closed at once. */
    @WithDefault("1000000")
    @Range(min = "1", max = "10000000")
    int maxConnections();

    /**
     * Most connections that are not authenticated; each event loop has an equal share, and past it
     * closes its oldest silent one.
     */
    @WithDefault("10000")
    @Range(min = "1", max = "1000000")
    int maxUnauthenticated();

    /** Time a client has for its AUTH frame. */
    @WithDefault("8s")
    @Range(min = "100ms", max = "5m")
    Duration handshakeTime();

    /** Frames before AUTH that are ignored; one more closes. */
    @WithDefault("16")
    @Range(min = "0", max = "1000")
    int handshakeFrames();

    /** Bytes of frames before AUTH that are ignored; one more closes. */
    @WithDefault("8192")
    @Range(min = "0", max = "1048576")
    int handshakeBytes();

    /** How often clients are expected to send a heartbeat. */
    @WithDefault("4m")
    @Range(min = "100ms", max = "1h")
    Duration heartbeatInterval();

    /** After so many intervals without a frame a session is closed. */
    @WithDefault("2")
    @Range(min = "1", max = "100")
    int heartbeatTries();

    /** Largest body of a client's frame, in bytes. */
    @WithDefault("4096")
    @Range(min = "64", max = "1048576")
    int maxBodyBytes();

    /** Largest body of a client's frame of version 2, AUTH included, in bytes. */
    @WithDefault("16384")
    @Range(min = "64", max = "1048576")
    int maxRequestBytes();

    /** Most rooms that one session of version 2 may be in. */
    @WithDefault("100")
    @Range(min = "1", max = "10000")
    int maxRooms();

    /** Requests for history that a session may make in a row. */
    @WithDefault("10")
    @Range(min = "1", max = "10000")
    int historyBurst();

    /** Requests for history that a session may make in a second, when the burst is used up. */
    @WithDefault("1")
    @Range(min = "1", max = "10000")
    int historyPerSecond();

    /** Requests of a session that may be malformed; one more closes. */
    @WithDefault("16")
    @Range(min = "0", max = "1000")
    int maxBadRequests();

    /** Most operations that one session may accept. */
    @WithDefault("1000")
    @Range(min = "1", max = "100000")
    int maxAccepts();

    /** How long a closing connection may take to read what is left for it. */
    @WithDefault("2s")
    @Range(min = "10ms", max = "1m")
    Duration closeTime();
}
