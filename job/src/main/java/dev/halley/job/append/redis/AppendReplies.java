package dev.halley.job.append.redis;

import dev.halley.job.append.AppendRequest;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The replies to requests that went to one server together, handed on together when the last is
 * there: it answers them one right after the other, and one by one each would wake the loop and have
 * a turn of its own. Thread-safe.
 */
final class AppendReplies {
    private final List<AppendRequest> requests;
    private final AtomicReferenceArray<@Nullable Reply> replies;
    private final AtomicInteger missing;
    private final Consumer<AppendReplies> complete;

    /**
     * No reply yet.
     *
     * @param requests at least one
     * @param complete told once, on the thread of the last reply
     */
    AppendReplies(List<AppendRequest> requests, Consumer<AppendReplies> complete) {
        this.requests = List.copyOf(requests);
        this.replies = new AtomicReferenceArray<>(requests.size());
        this.missing = new AtomicInteger(requests.size());
        this.complete = complete;
    }

    /** The reply to one of them; null: it failed with this error. */
    void take(int index, @Nullable List<Object> reply, @Nullable Throwable error) {
        if (replies.compareAndSet(index, null, new Reply(reply, error))
                && missing.decrementAndGet() == 0) {
            complete.accept(this);
        }
    }

    /** Each with its reply, in the order of the requests. Once they are complete. */
    void forEach(Receiver receiver) {
        for (int i = 0; i < requests.size(); i++) {
            Reply reply = replies.get(i);
            if (reply != null) {
                receiver.accept(requests.get(i), reply.reply(), reply.error());
            }
        }
    }

    /** Takes one request's reply, or its error. */
    interface Receiver {
        void accept(AppendRequest request, @Nullable List<Object> reply, @Nullable Throwable error);
    }

    private record Reply(@Nullable List<Object> reply, @Nullable Throwable error) {}
}
