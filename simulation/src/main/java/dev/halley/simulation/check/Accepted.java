package dev.halley.simulation.check;

import java.util.LinkedHashSet;
import java.util.Set;

/** A push that Kafka has acknowledged. */
final class Accepted {
    private final long messageId;
    private final String target;
    private final int place;
    private final Set<Listener> owed = new LinkedHashSet<>();
    private int appended;

    /**
     * Owed to nobody yet.
     *
     * @param place its place among those of the target, from 0
     */
    Accepted(long messageId, String target, int place) {
        this.messageId = messageId;
        this.target = target;
        this.place = place;
    }

    long messageId() {
        return messageId;
    }

    /** Whom it is for. */
    String target() {
        return target;
    }

    /** Its place among those of the target, from 0. */
    int place() {
        return place;
    }

    /** Who must be given it. */
    Set<Listener> owed() {
        return owed;
    }

    /** How often it was given a place in its stream: once, and once more after each loss. */
    int appended() {
        return appended;
    }

    void append() {
        appended++;
    }

    /** Redis has lost it. */
    void lose() {
        owed.clear();
    }
}
