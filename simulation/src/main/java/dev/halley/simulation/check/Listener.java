package dev.halley.simulation.check;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * One connection as the audience of one target: whether it is owed what is accepted now, and what it
 * was given. This is all that a client of version 1 sees, so nothing that is told of excuses
 * anything here.
 */
public final class Listener {
    private final String name;
    private final String target;
    private final BooleanSupplier live;
    private final Map<Long, Integer> given = new HashMap<>();
    private boolean listening;
    private int last = -1;

    /**
     * Owed nothing yet.
     *
     * @param live whether it is written what comes, in this moment: its AUTH is answered, and it is
     *     not catching up with what it will be written from its stream
     */
    public Listener(String connection, String target, BooleanSupplier live) {
        this.name = connection;
        this.target = target;
        this.live = live;
    }

    /** Whom it hears. */
    public String target() {
        return target;
    }

    /** Whether it is owed what is accepted now. */
    public boolean listening() {
        return listening;
    }

    void listening(boolean now) {
        listening = now;
    }

    boolean live() {
        return live.getAsBoolean();
    }

    /** The highest place that it was given; -1: none. */
    int last() {
        return last;
    }

    /** A message is written to it: once, and once more each time it was appended after a loss. */
    void given(Accepted one) {
        int times = given.merge(one.messageId(), 1, Integer::sum);
        if (times > Math.max(1, one.appended())) {
            throw new Violation("%s was given %d twice: doubled".formatted(this, one.place()));
        }
        if (one.place() < last && one.appended() < 2) {
            throw new Violation(
                    "%s was given %d after %d: out of order".formatted(this, one.place(), last));
        }
        last = Math.max(last, one.place());
    }

    @Override
    public String toString() {
        return name + " on " + target;
    }
}
