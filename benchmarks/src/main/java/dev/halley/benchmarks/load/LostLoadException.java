package dev.halley.benchmarks.load;

/** A part of the load side is gone, and with it what it has counted: the run cannot go on. */
public final class LostLoadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With which part, and how it ended. */
    public LostLoadException(String message) {
        super(message);
    }
}
