package dev.halley.logic.config;

import io.smallrye.config.WithDefault;

/** The page to try Halley with: {@code halley.logic.page}. */
public interface PageConfig {
    /** Whether the REST port serves the page at its root. */
    @WithDefault("false")
    boolean enabled();
}
