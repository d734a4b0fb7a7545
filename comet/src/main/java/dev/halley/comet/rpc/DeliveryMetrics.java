package dev.halley.comet.rpc;

import static java.util.Objects.requireNonNull;

import dev.halley.comet.delivery.Marks;
import dev.halley.comet.interest.Interest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Meters of the delivery streams. */
final class DeliveryMetrics {
    private final MeterRegistry registry;
    private final Counter records;
    private final Counter duplicates;
    private final Counter refused;
    private final Counter unreadable;
    private final Counter unknownFrames;
    private final Counter skips;
    private final Counter skippedRecords;
    private final Counter pauses;
    private final Counter replays;
    private final Counter failedReplays;
    private final Map<StreamEnd, Counter> broken = new EnumMap<>(StreamEnd.class);
    private final Timer inForce;
    private final AtomicInteger jobs = new AtomicInteger();
    private final AtomicInteger unfinished = new AtomicInteger();

    DeliveryMetrics(MeterRegistry registry) {
        this.registry = registry;
        records = counter("records", "Records taken up from jobs");
        duplicates = counter("duplicates", "Records that a job sent again, dropped");
        refused = counter("logs.refused", "Partitions and deliveries of a former owner, refused");
        unreadable = counter("unreadable", "Parts whose action this version does not know");
        unknownFrames = counter("frames.unknown", "Kinds of frames this version does not know");
        skips = counter("skips", "Times a job said that it went on without this comet");
        skippedRecords = counter("skipped.records", "Records that those skips cover");
        pauses = counter("pauses", "Times a job was not read because too much was unfinished");
        replays = counter("route.replays", "Times a job asked for all routes again");
        failedReplays = counter("route.replays.failed", "Of those, how many failed");
        for (StreamEnd end : StreamEnd.values()) {
            broken.put(end, streamsBroken(end));
        }
        inForce =
                Timer.builder("halley.comet.interest.in.force")
                        .description("How long a room's first member waited for the jobs")
                        .serviceLevelObjectives(millis(1, 2, 5, 10, 20, 50, 100, 500, 1000))
                        .register(registry);
        gauge("halley.comet.delivery.jobs.attached", "Jobs that hold a stream", jobs);
        gauge("halley.comet.delivery.unfinished", "Records taken up, not finished", unfinished);
    }

    void watch(Marks<?> marks, Interest interest) {
        FunctionCounter.builder(
                        "halley.comet.delivery.parts.forgotten",
                        marks,
                        m -> (double) m.forgottenParts())
                .description("Parts whose record was not completed on their stream")
                .register(registry);
        FunctionCounter.builder(
                        "halley.comet.delivery.marks.forgotten",
                        marks,
                        m -> (double) m.forgottenPartitions())
                .description("Partitions whose marks were given up for want of room")
                .register(registry);
        Gauge.builder("halley.comet.interest.version", interest, i -> (double) i.version())
                .description("Rises with each room that comes or goes")
                .register(registry);
    }

    void accepted() {
        records.increment();
        unfinished.incrementAndGet();
    }

    void finished() {
        unfinished.decrementAndGet();
    }

    void duplicate() {
        duplicates.increment();
    }

    void refused() {
        refused.increment();
    }

    void unreadable() {
        unreadable.increment();
    }

    void unknownFrame() {
        unknownFrames.increment();
    }

    void skipped(long count) {
        skips.increment();
        skippedRecords.increment((double) count);
    }

    void paused() {
        pauses.increment();
    }

    void replay() {
        replays.increment();
    }

    void replayFailed() {
        failedReplays.increment();
    }

    void inForce(long nanos) {
        inForce.record(nanos, TimeUnit.NANOSECONDS);
    }

    void attached(int count) {
        jobs.set(count);
    }

    void broken(StreamEnd end) {
        requireNonNull(broken.get(end), "end").increment();
    }

    private Counter streamsBroken(StreamEnd end) {
        return Counter.builder("halley.comet.delivery.streams.broken")
                .description("Streams that this comet ended")
                .tag("reason", end.label())
                .register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder("halley.comet.delivery." + name)
                .description(description)
                .register(registry);
    }

    private void gauge(String name, String description, AtomicInteger value) {
        Gauge.builder(name, value, AtomicInteger::doubleValue)
                .description(description)
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
