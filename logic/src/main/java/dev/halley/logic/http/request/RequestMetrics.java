package dev.halley.logic.http.request;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Meters of the REST server. Thread-safe; meters are looked up once, not per request. */
public final class RequestMetrics {
    private static final String PREFIX = "halley.logic.http.";
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
    };

    private final MeterRegistry registry;
    private final Map<RejectReason, Counter> rejected = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();

    /** Registers them. */
    public RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder(PREFIX + "in.flight", inFlight, AtomicInteger::get)
                .description("requests that were read and not answered yet")
                .register(registry);
        for (RejectReason reason : RejectReason.values()) {
            rejected.put(reason, counter(reason));
        }
    }

    private Counter counter(RejectReason reason) {
        return Counter.builder(PREFIX + "rejected")
                .description("requests and connections turned away to keep a limit")
                .tag("reason", reason.label())
                .register(registry);
    }

    /** Shows how many connections are open. */
    public void connections(AtomicInteger open) {
        Gauge.builder(PREFIX + "connections", open, AtomicInteger::get)
                .description("open connections to the REST server")
                .register(registry);
    }

    /** Shows how many bytes of bodies are held. */
    public void admission(Admission admission) {
        Gauge.builder(PREFIX + "body.bytes", admission, Admission::bytesHeld)
                .description("bytes of request bodies held until their answer")
                .baseUnit("bytes")
                .register(registry);
    }

    /** Counts what was turned away. */
    public void rejected(RejectReason reason) {
        rejected.computeIfAbsent(reason, this::counter).increment();
    }

    /** The meters of one route. */
    public RouteMeters route(String method, String template) {
        return new RouteMeters(method, template);
    }

    /** Meters of one route, by the status that was answered. */
    public final class RouteMeters {
        private final String method;
        private final String template;
        private final Map<Integer, Timer> timers = new ConcurrentHashMap<>();

        private RouteMeters(String method, String template) {
            this.method = method;
            this.template = template;
        }

        /** A request has come. */
        public void begun() {
            inFlight.incrementAndGet();
        }

        /** It was answered, or its caller is gone (status 499). */
        public void ended(int status, long nanos) {
            inFlight.decrementAndGet();
            timers.computeIfAbsent(status, this::timer).record(nanos, TimeUnit.NANOSECONDS);
        }

        private Timer timer(int status) {
            return Timer.builder(PREFIX + "requests")
                    .description("requests from their head to their answer")
                    .tag("route", template)
                    .tag("method", method)
                    .tag("status", Integer.toString(status))
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry);
        }
    }
}
