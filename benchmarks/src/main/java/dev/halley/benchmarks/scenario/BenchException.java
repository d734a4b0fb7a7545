package dev.halley.benchmarks.scenario;

/** A run that cannot be made; the message says why, to the one who asked for it. */
public final class BenchException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With the reason. */
    public BenchException(String message) {
        super(message);
    }
}
