package dev.halley.simulation.check;

/**
 * One client as the reader of one target, over all its connections: the last that its application was
 * handed, and whether the next one must follow it.
 */
public final class Follower {
    private final String name;
    private int last = -1;
    private boolean proven;
    private int epoch;
    private long offset;

    /** Was handed nothing. */
    public Follower(String client, String target) {
        this.name = client + " in " + target;
    }

    int last() {
        return last;
    }

    boolean proven() {
        return proven;
    }

    /** It was told that something is missing: whatever comes next is right. */
    public void told() {
        proven = false;
        last = -1;
    }

    /** It begins behind this one of the target; -1: with the first. */
    void begins(int place) {
        last = place;
        proven = true;
    }

    void handed(int place) {
        last = place;
        proven = true;
    }

    /** Moves on in the stream; whether that was by one. */
    boolean stepsTo(int nextEpoch, long nextOffset) {
        boolean byOne = nextEpoch == epoch && nextOffset == offset + 1;
        epoch = nextEpoch;
        offset = nextOffset;
        return byOne;
    }

    @Override
    public String toString() {
        return name;
    }
}
