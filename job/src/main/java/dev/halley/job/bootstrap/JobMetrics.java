package dev.halley.job.bootstrap;

import static java.util.Objects.requireNonNull;

import dev.halley.job.append.AppendIncident;
import dev.halley.job.claim.ClaimIncident;
import dev.halley.job.consume.ConsumeIncident;
import dev.halley.job.deliver.PeerState;
import dev.halley.job.offline.OfflineIncident;
import dev.halley.job.record.Incident;
import dev.halley.job.record.Outcome;
import dev.halley.job.record.Stage;
import dev.halley.job.record.Tally;
import dev.halley.job.record.Target;
import dev.halley.job.route.RouteIncident;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** Job's metrics. Every name stands in docs/operations/metrics.md. Thread-safe. */
final class JobMetrics implements Tally {
    private static final Duration SHORTEST = Duration.ofNanos(100_000);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String EVENT = "event";
    private static final String SENT = "halley.job.deliveries";

    private final MeterRegistry registry;
    private final Map<Target, EventCounters<Outcome>> records = new EnumMap<>(Target.class);
    private final Map<Stage, Timer> stages = new EnumMap<>(Stage.class);
    private final Map<String, Counter> sent = new ConcurrentHashMap<>();
    private final EventCounters<Incident> incidents;
    private final EventCounters<AppendIncident> appends;
    private final EventCounters<ClaimIncident> claims;
    private final EventCounters<RouteIncident> lookups;
    private final EventCounters<OfflineIncident> offline;
    private final EventCounters<ConsumeIncident> consumer;
    private final Counter attachIncomplete;

    JobMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Target target : Target.values()) {
            Tags tags = Tags.of("target", target.label());
            records.put(
                    target,
                    new EventCounters<>(
                            registry, "halley.job.records", tags, "outcome", Outcome.class));
        }
        for (Stage stage : Stage.values()) {
            stages.put(stage, timer(stage));
        }
        incidents = events("halley.job.events", Incident.class);
        appends = events("halley.job.appends", AppendIncident.class);
        claims = events("halley.job.claims", ClaimIncident.class);
        lookups = events("halley.job.lookups", RouteIncident.class);
        offline = events("halley.job.offline", OfflineIncident.class);
        consumer = events("halley.job.consumer", ConsumeIncident.class);
        attachIncomplete = registry.counter("halley.job.attach.incomplete");
    }

    private <E extends Enum<E>> EventCounters<E> events(String name, Class<E> type) {
        return new EventCounters<>(registry, name, Tags.empty(), EVENT, type);
    }

    private Timer timer(Stage stage) {
        return Timer.builder("halley.job.stage")
                .tag("stage", stage.label())
                .publishPercentileHistogram()
                .minimumExpectedValue(SHORTEST)
                .maximumExpectedValue(LONGEST)
                .register(registry);
    }

    @Override
    public void record(Target target, Outcome outcome) {
        requireNonNull(records.get(target), "target").add(outcome, 1);
    }

    @Override
    public void sent(String comet) {
        sent.computeIfAbsent(comet, this::sentTo).increment();
    }

    private Counter sentTo(String comet) {
        return registry.counter(SENT, "node", comet);
    }

    /** A comet is gone: its figures end, so that names which never come back do not pile up. */
    void forgotten(String comet) {
        Counter counter = sent.remove(comet);
        if (counter != null) {
            registry.remove(counter);
        }
    }

    @Override
    public void incident(Incident incident, int times) {
        if (times > 0) {
            incidents.add(incident, times);
        }
    }

    @Override
    public void stage(Stage stage, long nanos) {
        requireNonNull(stages.get(stage), "stage").record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }

    void append(AppendIncident incident) {
        appends.add(incident, 1);
    }

    void claim(ClaimIncident incident) {
        claims.add(incident, 1);
    }

    void lookup(RouteIncident incident) {
        lookups.add(incident, 1);
    }

    void offline(OfflineIncident incident) {
        offline.add(incident, 1);
    }

    void consumer(ConsumeIncident incident) {
        consumer.add(incident, 1);
    }

    /** Reading began although not every comet was attached. */
    void attachIncomplete() {
        attachIncomplete.increment();
    }

    /** Shows what the loop last published. */
    void show(LoopView view) {
        gauge("halley.job.inflight.records", view, v -> v.present().records());
        gauge("halley.job.inflight.bytes", view, v -> v.present().bytes());
        gauge("halley.job.partitions.paused", view, v -> v.present().paused());
        gauge("halley.job.appends.waiting", view, v -> v.present().appendsWaiting());
        gauge("halley.job.offline.waiting", view, v -> v.present().offlineWaiting());
        gauge("halley.job.lookups.waiting", view, v -> v.present().lookupsWaiting());
        for (PeerState state : PeerState.values()) {
            Gauge.builder("halley.job.comets", view, v -> v.present().comets(state))
                    .tag("state", state.label())
                    .register(registry);
        }
    }

    /** Shows how far behind reading of a topic is. */
    void showLag(String topic, LoopView view) {
        Gauge.builder("halley.job.kafka.lag", view, v -> v.lag(topic))
                .tag("topic", topic)
                .register(registry);
    }

    private void gauge(String name, LoopView view, ToDoubleFunction<LoopView> value) {
        Gauge.builder(name, view, value).register(registry);
    }
}
