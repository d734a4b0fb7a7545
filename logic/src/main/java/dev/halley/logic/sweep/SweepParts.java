package dev.halley.logic.sweep;

import dev.halley.logic.online.OnlineStore;
import dev.halley.logic.presence.Lives;
import dev.halley.logic.registry.SessionIndex;
import dev.halley.logic.registry.SessionRegistry;

/**
 * What a sweep works with.
 *
 * @param app whose sessions are swept
 * @param lives which comets are gone
 * @param index what each comet has left
 * @param stores what is removed from
 * @param told hears of what was removed
 */
public record SweepParts(
        String app, Lives lives, SessionIndex index, Stores stores, SweptSessions told) {
    /**
     * What is swept.
     *
     * @param sessions removes routes
     * @param online what comets report: one that does is not gone
     */
    public record Stores(SessionRegistry sessions, OnlineStore online) {}
}
