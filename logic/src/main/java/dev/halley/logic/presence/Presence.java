package dev.halley.logic.presence;

import java.util.Locale;

/** What is known about a comet instance that an entry in Redis names. */
public enum Presence {
    /** Discovery shows it. */
    SHOWN,
    /** Discovery has not shown it yet: it is new, or discovery cannot be read now. */
    UNSEEN,
    /** Discovery shows it no more, but it may well answer: it drains. */
    LEAVING,
    /** Discovery shows it no more and it does not answer; for a time it may come back. */
    LOST,
    /** Its sessions are over. */
    GONE;

    /** Whether its sessions, and the members it reported, count. */
    public boolean counts() {
        return this == SHOWN || this == UNSEEN || this == LEAVING;
    }

    /** The name as answers and metrics spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
