package dev.halley.logic.comets;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs work after a pause. */
@FunctionalInterface
public interface Later {

    /** Runs it once, on a thread that must not be held up. */
    void run(Duration pause, Runnable work);

    /** On the one thread that the JVM has for pauses: many pauses that end at once start none. */
    static Later onTimer() {
        return (pause, work) ->
                CompletableFuture.delayedExecutor(
                                pause.toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
                        .execute(work);
    }
}
