package dev.halley.comet.session;

import org.jspecify.annotations.Nullable;

/**
 * Connections of one event loop that have not sent AUTH, in the order in which they came; all have
 * the same time, so the first is the next to be late. A list through its members, because they leave
 * it in any order.
 */
final class HandshakeQueue {
    private @Nullable Handshake first;
    private @Nullable Handshake last;
    private int size;

    int size() {
        return size;
    }

    @Nullable Handshake first() {
        return first;
    }

    void add(Handshake handshake) {
        handshake.previous = last;
        if (last == null) {
            first = handshake;
        } else {
            last.next = handshake;
        }
        last = handshake;
        handshake.queued = true;
        size++;
    }

    /** Nothing happens when it is not here. */
    void remove(Handshake handshake) {
        if (!handshake.queued) {
            return;
        }
        Handshake before = handshake.previous;
        Handshake after = handshake.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        handshake.previous = null;
        handshake.next = null;
        handshake.queued = false;
        size--;
    }
}
