package dev.halley.comet.streams;

import org.jspecify.annotations.Nullable;

/**
 * Whether everything that a client asks for can be shown to be there, all of it or nothing. Its
 * place is compared with the cut: where live messages begin for it.
 */
public final class Continuity {
    private Continuity() {}

    /** What is known of a request. */
    public enum Verdict {
        /** Nothing was asked for. */
        NOT_ASKED,
        /** All of it follows. */
        SHOWN,
        /** It cannot be shown. */
        LOST,
        /** A page behind the place shows it, or not. */
        READ,
        /** It knows more than this shard: the stream's end decides. */
        ASK_TIP
    }

    /** Compares a place with the cut. */
    public static Verdict judge(@Nullable StreamPoint after, StreamPoint cut) {
        if (after == null) {
            return Verdict.NOT_ASKED;
        }
        if (cut.epoch() == 0) {
            return Verdict.LOST;
        }
        if (after.epoch() != cut.epoch() || after.offset() > cut.offset()) {
            return Verdict.ASK_TIP;
        }
        return after.offset() == cut.offset() ? Verdict.SHOWN : Verdict.READ;
    }

    /**
     * Judges a place beyond what this shard knows by the stream's end.
     *
     * @param tip a page read when the place was known already
     */
    public static Verdict byTip(StreamPoint after, StreamPage tip) {
        boolean there = tip.epoch() == after.epoch() && after.offset() <= tip.last();
        return there ? Verdict.SHOWN : Verdict.LOST;
    }

    /** Judges a place by the page that was read behind it. */
    public static Verdict byPage(StreamPoint after, StreamPage page) {
        boolean whole = page.epoch() == after.epoch() && page.first() <= after.offset() + 1;
        return whole ? Verdict.SHOWN : Verdict.LOST;
    }
}
