package dev.halley.job.route;

import dev.halley.job.record.FoundRoutes;
import dev.halley.job.record.PendingRecord;

/** What {@link RouteLookups} want done. Called from within their methods; must not call back. */
public interface RouteActions {
    /** Asks Redis; {@link RouteLookups#answered} or {@link RouteLookups#failed} answers, once. */
    void lookUp(RouteBatch batch);

    /** It is known where a record's users or keys are. */
    void routed(PendingRecord record, FoundRoutes found);

    /** Has all comets register their routes again; {@link RouteLookups#replayed} answers. */
    void replayRoutes(String word);

    /**
     * Marks routes as whole unless somebody else has; {@link RouteLookups#wordIs} or {@link
     * RouteLookups#wordFailed} answers.
     */
    void setWord(String word);
}
