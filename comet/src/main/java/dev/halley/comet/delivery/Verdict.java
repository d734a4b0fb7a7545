package dev.halley.comet.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What is to be done with a delivery.
 *
 * @param kind what it is
 * @param record the complete record; only with {@link Kind#ACCEPTED}
 * @param <P> a part of a record
 */
public record Verdict<P>(Kind kind, @Nullable PendingRecord<P> record) {
    /** The cases. */
    public enum Kind {
        /** Complete and new: write it. */
        ACCEPTED,
        /** Further parts are to come. */
        WAITING,
        /** Was written before, or is being written; finished may have risen for its log. */
        DUPLICATE,
        /** Another stream owns the partition by now. */
        SUPERSEDED
    }

    static <P> Verdict<P> accepted(PendingRecord<P> record) {
        return new Verdict<>(Kind.ACCEPTED, record);
    }

    static <P> Verdict<P> waiting() {
        return new Verdict<>(Kind.WAITING, null);
    }

    static <P> Verdict<P> duplicate() {
        return new Verdict<>(Kind.DUPLICATE, null);
    }

    static <P> Verdict<P> superseded() {
        return new Verdict<>(Kind.SUPERSEDED, null);
    }
}
