package dev.halley.logic.config;

import dev.halley.runtime.config.schema.Range;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Sessions, their routes and their counts: {@code halley.logic.sessions}. */
public interface SessionsConfig {
    /** Most bytes of a client's AUTH body; comets have a limit of their own for every frame. */
    @WithDefault("32768")
    @Range(min = "64", max = "1048576")
    int maxTokenBytes();

    /** Most rooms that a session may ask for in its AUTH body, which may recover one stream more. */
    @WithDefault("100")
    @Range(min = "1", max = "10000")
    int maxRooms();

    /** How often comets renew routes; a route is forgotten after three times this without. */
    @WithDefault("60s")
    @Range(min = "1s", max = "1h")
    Duration renewalInterval();

    /** How long it is remembered when a user was last connected. */
    @WithDefault("30d")
    @Range(min = "1m", max = "3650d")
    Duration lastSeenRetention();

    /** How long a comet's report of its rooms counts, unless another one follows. */
    @WithDefault("30s")
    @Range(min = "3s", max = "10m")
    Duration roomReportLifetime();

    /**
     * How long a comet that discovery has lost and that does not answer may come back, before its
     * routes are swept.
     */
    @WithDefault("15s")
    @Range(min = "1s", max = "1h")
    Duration goneAfter();

    /** How old counts over all comets may be. */
    @WithDefault("1s")
    @Range(min = "100ms", max = "1m")
    Duration countsAge();

    /** How long a comet may take to answer a question about its sessions. */
    @WithDefault("2s")
    @Range(min = "100ms", max = "1m")
    Duration cometDeadline();
}
