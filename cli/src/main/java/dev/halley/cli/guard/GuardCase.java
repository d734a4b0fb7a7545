package dev.halley.cli.guard;

import java.util.Locale;

/**
 * What is measured, and how much may be allocated for it. The whole path of a delivery is to stay
 * below 50 and 200 bytes; the drain, which is all of it that is done for each session, needs less
 * than 1 and about 10. Several times that is allowed: an object for each session and write is not.
 */
enum GuardCase {
    /** Twenty messages of a room in one write. */
    COALESCED(20, 5),
    /** One message in a write of its own. */
    ALONE(1, 50);

    private final int messages;
    private final double mostBytes;

    GuardCase(int messages, double mostBytes) {
        this.messages = messages;
        this.mostBytes = mostBytes;
    }

    /** In one drain. */
    int messages() {
        return messages;
    }

    /** Heap for each delivery, at most. */
    double mostBytes() {
        return mostBytes;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
