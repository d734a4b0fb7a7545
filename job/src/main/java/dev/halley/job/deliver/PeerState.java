package dev.halley.job.deliver;

import java.util.Locale;

/** How job stands with a comet. */
public enum PeerState {
    /** Not attached, and waited for: what concerns it is kept. */
    WAITING,
    /** Attached, with its interest applied. */
    ATTACHED,
    /** Waited for in vain: it is owed what it missed as skipped, and nothing waits for it. */
    PASSED_OVER,
    /** It has said goodbye: it has no sessions, so nothing concerns it. */
    LEFT;

    /** The name as a metric label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
