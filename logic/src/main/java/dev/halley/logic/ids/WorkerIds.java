package dev.halley.logic.ids;

import java.util.concurrent.CompletionStage;

/** Where worker numbers are leased. Fails with {@code UnavailableException} when it is away. */
public interface WorkerIds {
    /** A free number for this holder. */
    CompletionStage<Answer> acquire(String holder);

    /**
     * Keeps a number, or takes it again when the store lost it.
     *
     * @param highestMs time part of the latest id made with it
     */
    CompletionStage<Answer> renew(String holder, int worker, long highestMs);

    /** Gives a number back. */
    CompletionStage<Void> release(String holder, int worker, long highestMs);

    /** What the store says. */
    sealed interface Answer {}

    /**
     * The number is the holder's.
     *
     * @param worker the number
     * @param aboveMs ids must have a time part above this
     * @param fresh the store knew of no holder at all: it is new, or lost what it had, and others
     *     may still be using numbers that it does not know of
     */
    record Leased(int worker, long aboveMs, boolean fresh) implements Answer {}

    /** Another holder has the number, or none is free. */
    record Refused(String why) implements Answer {}
}
