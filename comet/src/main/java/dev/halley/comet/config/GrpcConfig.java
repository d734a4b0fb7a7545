package dev.halley.comet.config;

import dev.halley.runtime.config.schema.Range;
import io.smallrye.config.WithDefault;

/** gRPC of a comet: {@code halley.comet.grpc}. */
public interface GrpcConfig {
    /** Address to listen on. */
    @WithDefault("127.0.0.1")
    String host();

    /** Port to listen on; 0: a free one. */
    @WithDefault("3109")
    @Range(min = "0", max = "65535")
    int port();
}
