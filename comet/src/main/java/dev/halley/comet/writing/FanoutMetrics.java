package dev.halley.comet.writing;

import dev.halley.comet.frames.StageTimes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** Meters of the fan-out, shared by all shards; they are written to once a drain, not per session. */
public final class FanoutMetrics {
    private final MeterRegistry registry;
    private final Counter deliveries;
    private final Counter frames;
    private final Counter bytes;
    private final Counter slow;
    private final Counter expired;
    private final Counter unknown;
    private final Counter held;
    private final DistributionSummary messagesPerFrame;
    private final Timer drain;
    private final Timer acceptedToReceived;
    private final Timer sentToReceived;
    private final Timer receivedToDrained;
    private final Timer acceptedToDrained;

    /** Registers all of them. */
    public FanoutMetrics(MeterRegistry registry) {
        this.registry = registry;
        deliveries = counter("halley.comet.deliveries", "Messages written to sessions");
        frames =
                counter(
                        "halley.comet.frames.written",
                        "Buffers written to sessions by the fan-out");
        bytes = counter("halley.comet.frames.written.bytes", "Bytes of those buffers");
        slow = dropped("slow");
        expired = dropped("expired");
        unknown = dropped("no_session");
        held = dropped("auth_pending");
        messagesPerFrame =
                DistributionSummary.builder("halley.comet.messages.per.frame")
                        .description("Messages merged into one buffer")
                        .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
                        .register(registry);
        drain =
                Timer.builder("halley.comet.drain")
                        .description("Time a shard spends writing what was pending")
                        .serviceLevelObjectives(millis(1, 2, 5, 10, 20, 50, 100, 200, 500))
                        .register(registry);
        acceptedToReceived = latency("accepted_to_received");
        sentToReceived = latency("sent_to_received");
        receivedToDrained = latency("received_to_drained");
        acceptedToDrained = latency("accepted_to_drained");
    }

    /** Registers a figure that is read off a state, which is held weakly. */
    public <T> void gauge(String name, String text, T state, ToDoubleFunction<T> value) {
        Gauge.builder(name, state, value).description(text).register(registry);
    }

    void written(long messages, long buffers, long size) {
        deliveries.increment((double) messages);
        frames.increment((double) buffers);
        bytes.increment((double) size);
    }

    /** How many messages one buffer holds. */
    public void merged(int messages) {
        messagesPerFrame.record(messages);
    }

    void droppedSlow(long messages) {
        slow.increment((double) messages);
    }

    /** A message whose time had passed. */
    public void droppedExpired() {
        expired.increment();
    }

    /** A message for a session that is gone. */
    public void droppedUnknown() {
        unknown.increment();
    }

    /** As many messages and moves for sessions that did not come. */
    public void droppedUnknown(int number) {
        unknown.increment(number);
    }

    /** A message for a session that held too many before its AUTH was answered. */
    public void droppedHeld() {
        held.increment();
    }

    /** How long a drain took. */
    public void drained(long nanos) {
        drain.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Times below 0, between machines whose clocks differ, count as 0. */
    public void passed(StageTimes times, long nowUs) {
        record(acceptedToReceived, times.acceptedUs(), times.receivedUs());
        record(sentToReceived, times.sentUs(), times.receivedUs());
        record(receivedToDrained, times.receivedUs(), nowUs);
        record(acceptedToDrained, times.acceptedUs(), nowUs);
    }

    private static void record(Timer timer, long fromUs, long toUs) {
        timer.record(Math.max(0, toUs - fromUs), TimeUnit.MICROSECONDS);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private Counter dropped(String reason) {
        return Counter.builder("halley.comet.dropped")
                .description("Messages that a session did not get")
                .tag("reason", reason)
                .register(registry);
    }

    private Timer latency(String stage) {
        return Timer.builder("halley.comet.push.latency")
                .description("Age of a push between two stages")
                .tag("stage", stage)
                .serviceLevelObjectives(millis(1, 2, 5, 10, 20, 50, 100, 250, 500, 1000, 5000))
                .register(registry);
    }

    private static Duration[] millis(long... values) {
        Duration[] durations = new Duration[values.length];
        for (int i = 0; i < values.length; i++) {
            durations[i] = Duration.ofMillis(values[i]);
        }
        return durations;
    }
}
