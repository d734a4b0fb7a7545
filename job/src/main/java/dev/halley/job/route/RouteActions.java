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
     * Writes the word unless Redis has one; {@link RouteLookups#prepared} answers with the one it has
     * then, or {@link RouteLookups#wordFailed}.
     */
    void prepareWord(String word);

    /**
     * Puts the whole word in the place of the pending one, if that is still there; {@link
     * RouteLookups#confirmed} answers with what is there then, or {@link RouteLookups#wordFailed}.
     */
    void confirmWord(String pending, String whole);
}
