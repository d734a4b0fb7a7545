package dev.halley.sdk.session;

import dev.halley.sdk.ClientException;
import io.netty.util.concurrent.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Requests that wait for their reply, by sequence. Confined to the client's loop. */
final class PendingRequests {

    /** What a caller waits for, and the timer that ends the wait. */
    record Pending(int replyOperation, CompletableFuture<byte[]> reply, Future<?> timer) {}

    private final Map<Integer, Pending> bySequence = new HashMap<>();

    void add(int sequence, Pending pending) {
        bySequence.put(sequence, pending);
    }

    /** Takes a request whatever it waits for; empty: it is answered, or never was. */
    Optional<Pending> take(int sequence) {
        Pending pending = bySequence.remove(sequence);
        if (pending != null) {
            pending.timer.cancel(false);
        }
        return Optional.ofNullable(pending);
    }

    /**
     * Takes the request that a frame answers. A push never does: its sequence is 0, and those of
     * requests are not.
     */
    Optional<Pending> take(int operation, int sequence) {
        Pending pending = bySequence.get(sequence);
        if (pending == null || pending.replyOperation != operation) {
            return Optional.empty();
        }
        return take(sequence);
    }

    /** Fails every request: the connection is gone. */
    void failAll(ClientException cause) {
        List<Pending> all = List.copyOf(bySequence.values());
        bySequence.clear();
        for (Pending pending : all) {
            pending.timer.cancel(false);
            pending.reply.completeExceptionally(cause);
        }
    }
}
