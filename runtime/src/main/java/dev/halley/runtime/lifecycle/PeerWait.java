package dev.halley.runtime.lifecycle;

/**
 * Whether a starting node may begin its work although it depends on peers. A state machine without
 * clock or I/O; owned by one thread.
 *
 * <pre>{@code
 *   UNKNOWN ---- discovery was read ----> ALONE ---- peers are shown ----> MISSING
 *      without bound                        |  bounded                       |  bounded
 *                                           v                                v
 *                                        BEGIN, or BEGIN_INCOMPLETE when the time is up
 * }</pre>
 *
 * What discovery has not been asked yet is waited for without bound: a peer that is not in an
 * unknown view may well be there. Whom it shows is waited for no longer than the bound: one that
 * hangs must not keep the others from working.
 */
public final class PeerWait {
    /** What to do. */
    public enum Verdict {
        /** Wait: discovery has not been read since this node registered. */
        UNKNOWN,
        /** Wait: discovery shows no peer at all, which may be the first moment of a cluster. */
        ALONE,
        /** Wait: a peer that is shown is not attached. */
        MISSING,
        /** Begin: everybody who is shown is attached. */
        BEGIN,
        /** Begin, although somebody is missing, or nobody is shown: the time is up. */
        BEGIN_INCOMPLETE;

        /** Whether the node may begin. */
        public boolean begins() {
            return this == BEGIN || this == BEGIN_INCOMPLETE;
        }
    }

    private final long aloneNanos;
    private final long attachNanos;
    private Verdict state = Verdict.UNKNOWN;
    private long sinceNanos;

    /**
     * Before the first look.
     *
     * @param aloneNanos how long to wait for a first peer to be shown; 0: none is needed
     * @param attachNanos how long to wait for those who are shown
     */
    public PeerWait(long aloneNanos, long attachNanos) {
        this.aloneNanos = aloneNanos;
        this.attachNanos = attachNanos;
    }

    /**
     * Looks again. Once it has said to begin it says so for ever.
     *
     * @param nowNanos monotonic
     * @param known whether discovery has been read since this node registered
     * @param shown how many peers it shows
     * @param missing how many of them are not attached
     */
    public Verdict look(long nowNanos, boolean known, int shown, int missing) {
        if (state.begins()) {
            return state;
        }
        Verdict next = verdict(known, shown, missing);
        if (next != state) {
            state = next;
            sinceNanos = nowNanos;
        }
        if (nowNanos - sinceNanos >= bound()) {
            boolean isAlone = state == Verdict.ALONE;
            boolean complete = isAlone ? aloneNanos == 0 : state == Verdict.BEGIN;
            state = complete ? Verdict.BEGIN : Verdict.BEGIN_INCOMPLETE;
        }
        return state;
    }

    private Verdict verdict(boolean known, int shown, int missing) {
        if (!known) {
            return Verdict.UNKNOWN;
        }
        if (shown == 0) {
            return Verdict.ALONE;
        }
        return missing == 0 ? Verdict.BEGIN : Verdict.MISSING;
    }

    private long bound() {
        return switch (state) {
            case UNKNOWN -> Long.MAX_VALUE;
            case ALONE -> aloneNanos;
            case MISSING -> attachNanos;
            case BEGIN, BEGIN_INCOMPLETE -> 0;
        };
    }
}
