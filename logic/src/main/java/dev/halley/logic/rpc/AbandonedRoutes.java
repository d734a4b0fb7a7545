package dev.halley.logic.rpc;

import dev.halley.logic.comets.Later;
import dev.halley.logic.registry.NewSession;
import dev.halley.logic.registry.Registered;
import dev.halley.logic.registry.SessionRegistry;
import dev.halley.logic.registry.SessionRoute;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Routes of sessions that were registered and then not let in. Nobody else removes them, and what is
 * pushed meanwhile goes to a session that is not there. What made the session fail often makes the
 * first attempts fail too, so there are some, over a minute. Thread-safe; never blocks.
 */
final class AbandonedRoutes {
    /** Most that wait for another attempt; one more is left to expire, and counted. */
    static final int MAX_WAITING = 10_000;

    private static final int ATTEMPTS = 7;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final SessionRegistry sessions;
    private final Later later;
    private final Counter removed;
    private final Counter left;
    private final AtomicInteger waiting = new AtomicInteger();

    AbandonedRoutes(SessionRegistry sessions, Later later, MeterRegistry registry) {
        this.sessions = sessions;
        this.later = later;
        this.removed = registry.counter("halley.logic.sessions.abandoned", "route", "removed");
        this.left = registry.counter("halley.logic.sessions.abandoned", "route", "left");
    }

    /** Removes one; past so many that wait, and after the last attempt, it is left to expire. */
    void remove(NewSession session, Registered registered) {
        SessionRoute route =
                new SessionRoute(
                        session.user(),
                        session.key(),
                        session.sessionId(),
                        registered.generation());
        attempt(session, route, 1);
    }

    private void attempt(NewSession session, SessionRoute route, int number) {
        sessions.remove(session.app(), session.instance(), List.of(route))
                .whenComplete(
                        (done, failure) -> {
                            if (failure == null) {
                                removed.increment();
                            } else {
                                failed(session, route, number);
                            }
                        });
    }

    private void failed(NewSession session, SessionRoute route, int number) {
        if (number == ATTEMPTS || !waits()) {
            left.increment();
            return;
        }
        later.run(
                FIRST_PAUSE.multipliedBy(1L << (number - 1)),
                () -> {
                    waiting.decrementAndGet();
                    attempt(session, route, number + 1);
                });
    }

    private boolean waits() {
        boolean fits = waiting.incrementAndGet() <= MAX_WAITING;
        if (!fits) {
            waiting.decrementAndGet();
        }
        return fits;
    }
}
