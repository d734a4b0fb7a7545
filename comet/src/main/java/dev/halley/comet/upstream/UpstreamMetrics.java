package dev.halley.comet.upstream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Figures of the calls to logic. */
public final class UpstreamMetrics {
    private final MeterRegistry registry;
    private final Timer connect;
    private final Counter received;
    private final Counter receiveRetries;
    private final Counter receiveDropped;
    private final Counter receivePauses;
    private final Counter disconnectRetries;
    private final Counter disconnectDropped;
    private final Counter renewed;
    private final Counter renewalFailures;

    /** Registers all of them. */
    public UpstreamMetrics(MeterRegistry registry) {
        this.registry = registry;
        connect =
                Timer.builder("halley.comet.connect")
                        .description("Time logic takes to authenticate a session")
                        .serviceLevelObjectives(
                                Duration.ofMillis(1),
                                Duration.ofMillis(5),
                                Duration.ofMillis(20),
                                Duration.ofMillis(100),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(5))
                        .register(registry);
        received = counter(registry, "upstream.messages", "Clients' messages that logic has");
        receiveRetries =
                counter(registry, "upstream.retries", "Batches of clients' messages sent again");
        receiveDropped =
                counter(registry, "upstream.dropped", "Clients' messages given up, no reply sent");
        receivePauses =
                counter(registry, "upstream.pauses", "Times a session had to wait: queue full");
        disconnectRetries =
                counter(registry, "disconnect.retries", "Batches of ended sessions sent again");
        disconnectDropped =
                counter(
                        registry,
                        "disconnect.dropped",
                        "Ended sessions whose routes are left to expire");
        renewed = counter(registry, "routes.renewed", "Routes renewed");
        renewalFailures =
                counter(registry, "renewal.failures", "Batches of routes that were not renewed");
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder("halley.comet." + name).description(description).register(registry);
    }

    void connectsWaiting(Connects connects) {
        Gauge.builder("halley.comet.connects.waiting", connects, Connects::waiting)
                .description("Connections that wait for their turn to be authenticated")
                .register(registry);
    }

    void connected(long nanos) {
        connect.record(nanos, TimeUnit.NANOSECONDS);
    }

    void received(int messages) {
        received.increment(messages);
    }

    void receiveRetried() {
        receiveRetries.increment();
    }

    void receiveDropped(int messages) {
        receiveDropped.increment(messages);
    }

    void receivePaused() {
        receivePauses.increment();
    }

    void disconnectRetried() {
        disconnectRetries.increment();
    }

    void disconnectDropped() {
        disconnectDropped.increment();
    }

    void renewed(int routes) {
        renewed.increment(routes);
    }

    void renewalFailed() {
        renewalFailures.increment();
    }
}
