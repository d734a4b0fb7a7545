package dev.halley.logic.registry;

import java.util.List;

/**
 * What a removal found.
 *
 * @param routes how many of the routes were there; the others are a successor's, or were gone
 * @param lastOfUser sessions that were the last of their user
 */
public record Removed(int routes, List<SessionRoute> lastOfUser) {
    /** Copies the list. */
    public Removed {
        lastOfUser = List.copyOf(lastOfUser);
    }
}
