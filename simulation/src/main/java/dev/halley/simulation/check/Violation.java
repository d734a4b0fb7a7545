package dev.halley.simulation.check;

/** Something that must hold does not. */
public final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What was broken, in a sentence with the names of those concerned. */
    public Violation(String what) {
        super(what);
    }
}
