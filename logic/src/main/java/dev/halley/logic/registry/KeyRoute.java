package dev.halley.logic.registry;

import dev.halley.api.record.Route;

/** Where the session with this key is. */
public record KeyRoute(String key, Route route) {}
