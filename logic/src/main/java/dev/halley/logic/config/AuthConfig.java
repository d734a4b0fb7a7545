package dev.halley.logic.config;

import io.smallrye.config.WithDefault;

/** Who clients are: {@code halley.logic.auth}. */
public interface AuthConfig {
    /** How clients prove who they are; open: they are believed, which is for closed networks only. */
    @WithDefault("open")
    AuthKind kind();

    /** Tokens, where they are asked for. */
    JwtConfig jwt();
}
