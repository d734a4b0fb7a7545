package dev.halley.logic.comets;

import dev.halley.api.record.Route;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Replaced sessions on comets that are not known. A session may come before discovery has shown its
 * comet, so each is tried once more; or the comet is gone. Past so many that wait, a session is left
 * to its next renewal. Thread-safe; never blocks.
 */
final class UnknownComets {
    /** Most that wait for their other try; one more is left, and counted. */
    static final int MAX_WAITING = 10_000;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Later later;
    private final Counter told;
    private final Counter gone;
    private final Counter left;
    private final AtomicInteger waiting = new AtomicInteger();

    UnknownComets(Later later, MeterRegistry registry) {
        this.later = later;
        this.told = counter(registry, "told");
        this.gone = counter(registry, "gone");
        this.left = counter(registry, "left");
    }

    private static Counter counter(MeterRegistry registry, String result) {
        return registry.counter("halley.logic.comets.unknown", "result", result);
    }

    /**
     * Tries once more in a second.
     *
     * @param close tells the session's comet; false: it is still not known
     */
    void tryLater(Route route, Predicate<Route> close) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            left.increment();
            return;
        }
        later.run(
                PAUSE,
                () -> {
                    waiting.decrementAndGet();
                    (close.test(route) ? told : gone).increment();
                });
    }
}
