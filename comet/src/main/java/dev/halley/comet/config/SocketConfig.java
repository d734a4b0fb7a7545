package dev.halley.comet.config;

import dev.halley.runtime.config.schema.Range;
import io.smallrye.config.WithDefault;

/** Bounds and options of client sockets: {@code halley.comet.socket}. */
public interface SocketConfig {
    /** Connections that wait to be accepted; the system has its own limit. */
    @WithDefault("4096")
    @Range(min = "1", max = "65535")
    int backlog();

    /** Size of the buffers that are read into, in bytes. */
    @WithDefault("2048")
    @Range(min = "256", max = "1048576")
    int receiveBufferBytes();

    /** A session with more bytes than this to write is skipped until it has caught up. */
    @WithDefault("131072")
    @Range(min = "1024", max = "67108864")
    int writeHighWaterBytes();

    /** A skipped session has caught up when it has fewer bytes than this to write. */
    @WithDefault("65536")
    @Range(min = "512", max = "67108864")
    int writeLowWaterBytes();
}
