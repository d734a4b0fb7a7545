package dev.halley.benchmarks.recovery;

/** How a client's connection is cut. */
public enum CutKind {
    /** Closed in order. */
    FIN,
    /** Reset. */
    RST,
    /** Neither read nor written any more, and not closed: what a network that drops packets does. */
    BLACKHOLE
}
