package dev.halley.logic.comets;

import dev.halley.api.record.Route;
import dev.halley.logic.registry.KeyRoute;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The comets that discovery shows. Thread-safe and without blocking; each question has a deadline,
 * and fails with {@link dev.halley.logic.errors.UnavailableException} when a comet that has to
 * answer does not.
 */
public interface Comets {
    /** What the comets know about these sessions; those that are gone are left out. */
    CompletionStage<List<LiveSession>> sessions(String app, List<KeyRoute> routes);

    /**
     * Members of a room over all comets, page by page.
     *
     * @param cursor of the page before; empty: the first page
     * @param limit members per page, from 1 to 1000
     * @return the page. Fails with {@link dev.halley.logic.errors.InvalidPushException} when the
     *     cursor is not one
     */
    CompletionStage<MemberPage> roomMembers(String app, String room, String cursor, int limit);

    /** Tells the comet at a route, if it is there, that the session was replaced. Best effort. */
    void closeReplaced(Route route);
}
