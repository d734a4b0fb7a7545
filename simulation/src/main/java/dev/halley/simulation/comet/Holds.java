package dev.halley.simulation.comet;

/** Counts who has still to deal with a record; one hold belongs to who hands it out. */
final class Holds {
    private final Runnable done;
    private int left = 1;

    Holds(Runnable done) {
        this.done = done;
    }

    void hold() {
        left++;
    }

    void release() {
        if (--left == 0) {
            done.run();
        }
    }
}
