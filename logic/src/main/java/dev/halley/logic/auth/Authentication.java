package dev.halley.logic.auth;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.ByteString;
import dev.halley.logic.errors.UnavailableException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Has an {@link Authenticator} decide, where it holds up nobody: a signature may take a millisecond,
 * and thousands of clients come back at once. Thread-safe; never blocks.
 */
public final class Authentication implements AutoCloseable {
    private final Authenticator authenticator;
    private final Executor executor;
    private final Runnable stop;

    private Authentication(Authenticator authenticator, Executor executor, Runnable stop) {
        this.authenticator = requireNonNull(authenticator, "authenticator");
        this.executor = executor;
        this.stop = stop;
    }

    /** On the caller's thread, for what takes no time. */
    public static Authentication direct(Authenticator authenticator) {
        return new Authentication(authenticator, Runnable::run, () -> {});
    }

    /**
     * On threads of its own.
     *
     * @param threads how many
     * @param waiting bodies that may wait for one; one more is refused
     */
    public static Authentication pooled(Authenticator authenticator, int threads, int waiting) {
        var pool =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(waiting),
                        task -> {
                            Thread thread = new Thread(task, "halley-logic-auth");
                            thread.setDaemon(true);
                            return thread;
                        });
        return new Authentication(authenticator, pool, pool::shutdownNow);
    }

    /**
     * The identity that an AUTH body proves.
     *
     * @return fails with {@link dev.halley.logic.errors.AuthenticationException} if it proves none,
     *     and with {@link UnavailableException} when too many wait already
     */
    public CompletionStage<Identity> authenticate(ByteString body, int protocolVersion) {
        try {
            return CompletableFuture.supplyAsync(
                    () -> authenticator.authenticate(body, protocolVersion), executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    new UnavailableException("logic", "too many clients to authenticate at once"));
        }
    }

    /** Takes no more; who waits gets no answer. */
    @Override
    public void close() {
        stop.run();
    }
}
