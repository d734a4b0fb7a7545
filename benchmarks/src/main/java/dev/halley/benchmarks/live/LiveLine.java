package dev.halley.benchmarks.live;

/** A line that is shown until it is closed. */
@FunctionalInterface
public interface LiveLine extends AutoCloseable {

    /** Takes it away; does not block. */
    @Override
    void close();
}
