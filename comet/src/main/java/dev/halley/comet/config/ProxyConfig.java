package dev.halley.comet.config;

import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Load balancers in front of comet: {@code halley.comet.proxy}. */
public interface ProxyConfig {
    /** Addresses of load balancers, as 10.0.0.0/8 or fd00::/8; what others claim is not believed. */
    Optional<List<String>> trusted();

    /** Whether trusted addresses begin each connection with a PROXY protocol header, v1 or v2. */
    @WithDefault("false")
    boolean protocol();

    /** Whether the X-Forwarded-For header of trusted addresses is taken for the client's address. */
    @WithDefault("false")
    boolean forwardedFor();
}
