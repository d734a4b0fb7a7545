package dev.halley.benchmarks.sizing.plan;

/** How far a constant is to be believed. */
public enum Basis {
    /** A run showed it; its raw output is under docs. */
    MEASURED("measured"),
    /** The default of a key, or what a format says. */
    GIVEN("given"),
    /** Nobody has measured it yet: an estimate, meant to be too high rather than too low. */
    DESIGN("design figure");

    private final String text;

    Basis(String text) {
        this.text = text;
    }

    /** As it is printed. */
    public String text() {
        return text;
    }
}
