package dev.halley.logic.registry;

import java.time.Duration;

/**
 * How long things stay in Redis.
 *
 * @param routeLifetime of a route that is not renewed
 * @param lastSeenRetention of when a user was last connected
 * @param reportLifetime of a comet's report of its rooms
 * @param countsAge how old counts over all comets may be
 */
public record RegistrySettings(
        Duration routeLifetime,
        Duration lastSeenRetention,
        Duration reportLifetime,
        Duration countsAge) {}
