package dev.halley.simulation.check;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A push that Kafka has acknowledged.
 *
 * @param messageId its id
 * @param target whom it is for
 * @param place its place among those of the target, from 0
 * @param owed who must be given it
 */
record Accepted(long messageId, String target, int place, Set<Listener> owed) {
    Accepted(long messageId, String target, int place) {
        this(messageId, target, place, new LinkedHashSet<>());
    }
}
