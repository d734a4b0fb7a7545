package dev.halley.sdk.session;

import dev.halley.sdk.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Messages to the server that wait for a session, in order and bounded. On the client's loop. */
final class Outbox {

    /** A message, and who waits for its reply. */
    record Waiting(Message message, CompletableFuture<byte[]> reply) {}

    private final int most;
    private final Deque<Waiting> messages = new ArrayDeque<>();

    Outbox(int most) {
        this.most = most;
    }

    /** Keeps a message; false: the outbox is full, and keeps what it has. */
    boolean add(Waiting message) {
        if (messages.size() >= most) {
            return false;
        }
        messages.add(message);
        return true;
    }

    /** Takes all, the oldest first. */
    List<Waiting> takeAll() {
        List<Waiting> all = List.copyOf(messages);
        messages.clear();
        return all;
    }
}
