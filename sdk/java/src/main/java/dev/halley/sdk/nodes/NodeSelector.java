package dev.halley.sdk.nodes;

import dev.halley.sdk.Endpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/** Tells a client which comets it may connect to; asked before every attempt. */
@FunctionalInterface
public interface NodeSelector {

    /**
     * The comets, the best first. Called on the client's loop, so it must not block; an answer that
     * takes longer than the client's connect limit counts as a failed attempt, and so does a
     * failure or an empty list. The client takes the first that has not failed since it was online
     * last; when all have, the first.
     */
    CompletionStage<List<Endpoint>> endpoints();

    /** Always this one. */
    static NodeSelector only(Endpoint endpoint) {
        List<Endpoint> one = List.of(endpoint);
        return () -> CompletableFuture.completedStage(one);
    }

    /**
     * Any of these, in another random order each time, so that clients spread over them.
     *
     * @throws IllegalArgumentException if there is none
     */
    static NodeSelector anyOf(List<Endpoint> endpoints) {
        List<Endpoint> all = List.copyOf(endpoints);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("endpoints: none (expected: at least one)");
        }
        return () -> {
            List<Endpoint> shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, ThreadLocalRandom.current());
            return CompletableFuture.completedStage(shuffled);
        };
    }
}
