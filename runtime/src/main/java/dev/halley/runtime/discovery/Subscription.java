package dev.halley.runtime.discovery;

/** A watch that can be ended. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    /** No call of the consumer begins after this returns, but one may be on its way. Repeatable. */
    @Override
    void close();
}
