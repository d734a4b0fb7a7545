package dev.halley.logic.presence;

/** Tells whether comet instances still live. Thread-safe; answers from memory. */
public interface Lives {
    /** What is known about an instance, by the text of its id. */
    Presence of(String instance);

    /** Proof of life: it has just reported, or answered. */
    void heard(String instance);

    /** Nobody is ever gone: for tests, and for tools without discovery. */
    static Lives everybody() {
        return new Lives() {
            @Override
            public Presence of(String instance) {
                return Presence.SHOWN;
            }

            @Override
            public void heard(String instance) {
                // Nothing to learn.
            }
        };
    }
}
