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
    private final List<Attempt> attempts;
    private final AtomicReferenceArray<@Nullable Reply> replies;
    private final AtomicInteger missing;
    private final Consumer<AppendReplies> complete;

    /**
     * No reply yet.
     *
     * @param attempts at least one
     * @param complete told once, on the thread of the last reply
     */
    AppendReplies(List<Attempt> attempts, Consumer<AppendReplies> complete) {
        this.attempts = List.copyOf(attempts);
        this.replies = new AtomicReferenceArray<>(attempts.size());
        this.missing = new AtomicInteger(attempts.size());
        this.complete = complete;
    }

    /** The reply to one of them; null: it failed with this error. */
    void take(int index, @Nullable String reply, @Nullable Throwable error) {
        if (replies.compareAndSet(index, null, new Reply(reply, error))
                && missing.decrementAndGet() == 0) {
            complete.accept(this);
        }
    }

    /** Each with its reply, in order. Once they are complete. */
    void forEach(Receiver receiver) {
        for (int i = 0; i < attempts.size(); i++) {
            Reply reply = replies.get(i);
            if (reply != null) {
                receiver.accept(attempts.get(i), reply.reply(), reply.error());
            }
        }
    }

    /** A request, and how it is made. */
    record Attempt(AppendRequest request, AppendCall call) {}

    /** Takes one reply, or its error. */
    interface Receiver {
        void accept(Attempt attempt, @Nullable String reply, @Nullable Throwable error);
    }

    private record Reply(@Nullable String reply, @Nullable Throwable error) {}
}
