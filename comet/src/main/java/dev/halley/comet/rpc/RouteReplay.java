package dev.halley.comet.rpc;

import java.util.concurrent.CompletionStage;

/** Registers every session of this comet again, because Redis may have lost its routes. */
public interface RouteReplay {
    /**
     * Starts it, or joins one that runs and has not begun to read the sessions. Any thread; does not
     * block. Completes exceptionally when logic could not be reached.
     */
    CompletionStage<Void> replayAll();
}
