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

    int last() {
        return last;
    }

    void given(int place) {
        last = place;
    }

    /** If this is about its stream: it was told of a gap, and what comes next is right. */
    public void told(boolean itsOwn) {
        if (itsOwn) {
            last = -1;
        }
    }

    @Override
    public String toString() {
        return name + " on " + target;
    }
}
