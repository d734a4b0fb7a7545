package dev.halley.simulation.check;

/**
 * One connection as the audience of one target: whether it is owed what is accepted now, and the last
 * that it was given.
 */
public final class Listener {
    private final String name;
    private final String target;
    private boolean listening;
    private int last = -1;

    /** Owed nothing yet. */
    public Listener(String connection, String target) {
        this.name = connection;
        this.target = target;
    }

    String target() {
        return target;
    }

    /** Whether it is owed what is accepted now. */
    public boolean listening() {
        return listening;
    }

    void listening(boolean now) {
        listening = now;
    }

    int last() {
        return last;
    }

    void given(int place) {
        last = place;
    }

    @Override
    public String toString() {
        return name + " on " + target;
    }
}
