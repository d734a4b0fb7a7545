package dev.halley.sdk;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where a client has its token from; asked before every connect, so that no token is too old. */
@FunctionalInterface
public interface TokenSource {

    /**
     * A token. Called on the client's loop, so it must not block; an answer that takes longer than
     * the client's connect limit counts as a failed attempt, and so does a failure.
     *
     * @param refused the server did not take the last one: do not give it again. A client asks once
     *     in this way, and closes when the next is refused too
     */
    CompletionStage<String> token(boolean refused);

    /** Always this one. */
    static TokenSource fixed(String token) {
        return refused -> CompletableFuture.completedStage(token);
    }
}
