package dev.halley.logic.sweep;

import dev.halley.logic.presence.Lives;
import dev.halley.logic.registry.SessionIndex;
import dev.halley.logic.registry.SessionRegistry;

/**
 * What a sweep works with.
 *
 * @param app whose sessions are swept
 * @param lives which comets are gone
 * @param index what each comet has left
 * @param sessions removes it
 * @param told hears of what was removed
 */
public record SweepParts(
        String app,
        Lives lives,
        SessionIndex index,
        SessionRegistry sessions,
        SweptSessions told) {}
