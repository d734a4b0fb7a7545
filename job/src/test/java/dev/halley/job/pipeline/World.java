package dev.halley.job.pipeline;

import dev.halley.api.comet.CometFrame;
import dev.halley.api.comet.CometHello;
import dev.halley.api.comet.Finished;
import dev.halley.api.comet.Interest;
import dev.halley.api.comet.LogRefused;
import dev.halley.api.comet.Progress;
import dev.halley.api.comet.Room;
import dev.halley.api.record.Record;
import dev.halley.api.record.Route;
import dev.halley.api.schema.DeliverySchema;
import dev.halley.job.deliver.CometStream;
import dev.halley.job.deliver.DeliverySettings;
import dev.halley.job.record.FoundRoutes;
import dev.halley.job.record.Incident;
import dev.halley.job.record.LogId;
import dev.halley.job.record.Outcome;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Places;
import dev.halley.job.record.PolledRecord;
import dev.halley.job.record.Position;
import dev.halley.job.record.Stage;
import dev.halley.job.record.Tally;
import dev.halley.job.record.Target;
import dev.halley.runtime.discovery.TierView;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import dev.halley.runtime.node.NodeTier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The pipelines with everything around them played by the test; time moves when it says so. */
final class World implements PipelineActions, Tally {
    static final LogId LOG = new LogId("halley-push", "id-1", 0);
    static final LogId OTHER = new LogId("halley-all", "id-2", 0);
    static final Duration STALL = Duration.ofSeconds(15);
    static final Duration UNKNOWN = Duration.ofSeconds(5);
    static final Duration GONE = Duration.ofSeconds(10);
    static final int SESSIONS_PER_PART = 2;
    static final int BATCH_DELIVERIES = 3;
    static final int BATCH_BYTES = 1_000;
    static final int MAX_RECORDS = 8;
    static final int RECORD_BYTES = 10;

    final Pipelines pipelines;
    final List<PendingRecord> appends = new ArrayList<>();
    Function<PendingRecord, Places> places = record -> Places.NONE;
    final Map<PendingRecord, List<Integer>> offline = new LinkedHashMap<>();
    final List<PendingRecord> claims = new ArrayList<>();
    final List<PendingRecord> lookups = new ArrayList<>();
    final Map<LogId, Long> committable = new HashMap<>();
    final List<LogId> paused = new ArrayList<>();
    private final Set<LogId> pausedNow = new HashSet<>();
    final List<LogId> drained = new ArrayList<>();
    final List<LogId> toProve = new ArrayList<>();
    final List<String> forgotten = new ArrayList<>();
    final Map<Incident, Integer> incidents = new HashMap<>();
    final Map<String, Integer> sent = new HashMap<>();
    final Map<Outcome, Integer> outcomes = new HashMap<>();
    int replays;
    long nextOffset;
    private long nanos;

    World() {
        this(MAX_RECORDS, Long.MAX_VALUE);
    }

    World(int maxRecords, long maxBytes) {
        this(maxRecords, maxBytes, false);
    }

    World(int maxRecords, long maxBytes, boolean offline) {
        pipelines =
                new Pipelines(
                        new PipelineSettings(maxRecords, maxBytes, UNKNOWN.toNanos(), offline),
                        new DeliverySettings(
                                STALL.toNanos(),
                                GONE.toNanos(),
                                SESSIONS_PER_PART,
                                BATCH_DELIVERIES,
                                BATCH_BYTES),
                        this,
                        this);
        advance(Duration.ZERO);
    }

    /** Lets time pass, in steps as small as those of a loop that is never stuck. */
    void advance(Duration time) {
        long end = nanos + time.toNanos();
        do {
            nanos = Math.min(end, nanos + Duration.ofMillis(500).toNanos());
            pipelines.advance(nanos, nanos / 1_000);
            pipelines.settle();
        } while (nanos < end);
    }

    /** The loop was stuck, or its process stopped, for this long. */
    void freeze(Duration time) {
        nanos += time.toNanos();
        pipelines.advance(nanos, nanos / 1_000);
        pipelines.settle();
    }

    long wallMillis() {
        return nanos / 1_000_000;
    }

    void settle() {
        appends.forEach(record -> pipelines.appended(record, places.apply(record)));
        appends.clear();
        pipelines.settle();
    }

    /** Discovery was read: these nodes are there, by name alone or as instance ids. */
    void shown(String... nodes) {
        view(true, nodes);
    }

    void view(boolean known, String... nodes) {
        List<NodeAddress> addresses = Stream.of(nodes).map(World::address).toList();
        pipelines.shown(new TierView(NodeTier.COMET, addresses, known));
        settle();
    }

    private static NodeAddress address(String node) {
        int at = node.indexOf('@');
        String name = at < 0 ? node : node.substring(0, at);
        Map<String, String> metadata = at < 0 ? Map.of() : Map.of(NodeMetadata.INSTANCE, node);
        return new NodeAddress(NodeTier.COMET, name, "127.0.0.1", 1, metadata);
    }

    FakeStream attach(String instance, String... rooms) {
        FakeStream stream = new FakeStream();
        attach(stream, instance, rooms);
        return stream;
    }

    void attach(CometStream stream, String instance, String... rooms) {
        hello(stream, instance);
        interest(stream, instance, true, rooms);
    }

    void hello(CometStream stream, String instance) {
        receive(
                stream,
                instance,
                CometFrame.newBuilder()
                        .setHello(
                                CometHello.newBuilder()
                                        .setSchemaVersion(DeliverySchema.PRESENT)
                                        .setInstance(instance)));
    }

    void interest(CometStream stream, String instance, boolean snapshot, String... rooms) {
        Interest.Builder interest =
                Interest.newBuilder().setVersion(1).setSnapshot(snapshot).setComplete(true);
        for (String room : rooms) {
            interest.addJoined(Room.newBuilder().setApp("default").setName(room));
        }
        receive(stream, instance, CometFrame.newBuilder().setInterest(interest));
    }

    void receive(CometStream stream, String instance, CometFrame.Builder frame) {
        String node = instance.substring(0, instance.indexOf('@'));
        pipelines.received(node, stream, frame.build());
        settle();
    }

    void finish(CometStream stream, String instance, int log, long offset) {
        Finished finished =
                Finished.newBuilder()
                        .setLog(log)
                        .setPosition(new Position(0, offset).toMessage())
                        .build();
        receive(stream, instance, CometFrame.newBuilder().setFinished(finished));
    }

    void progress(FakeStream stream, String instance, int log) {
        receive(
                stream,
                instance,
                CometFrame.newBuilder().setProgress(Progress.newBuilder().setLog(log)));
    }

    void refuse(FakeStream stream, String instance, int log, long highest) {
        receive(
                stream,
                instance,
                CometFrame.newBuilder()
                        .setLogRefused(LogRefused.newBuilder().setLog(log).setOwnerEpoch(highest)));
    }

    void detach(FakeStream stream) {
        pipelines.detached(stream);
        settle();
    }

    /** The comet ends its stream in order. */
    void leave(FakeStream stream) {
        pipelines.left(stream);
        settle();
    }

    void poll(Record... records) {
        pollFrom(LOG, records);
    }

    void pollFrom(LogId log, Record... records) {
        List<PolledRecord> polled = new ArrayList<>();
        for (Record record : records) {
            polled.add(new PolledRecord(new Position(0, nextOffset++), record, RECORD_BYTES));
        }
        pipelines.polled(log, polled);
        settle();
    }

    void answer(PendingRecord record, Route... routes) {
        pipelines.routed(record, FoundRoutes.of(List.of(List.of(routes))));
        settle();
    }

    long committable() {
        return committable.getOrDefault(LOG, 0L);
    }

    int count(Incident incident) {
        return incidents.getOrDefault(incident, 0);
    }

    int count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    boolean isPaused(LogId log) {
        return pausedNow.contains(log);
    }

    @Override
    public void pause(LogId log) {
        paused.add(log);
        pausedNow.add(log);
    }

    @Override
    public void resume(LogId log) {
        pausedNow.remove(log);
    }

    @Override
    public void append(PendingRecord record) {
        appends.add(record);
    }

    @Override
    public void claim(PendingRecord record) {
        claims.add(record);
    }

    @Override
    public void givenBack(LogId log) {
        appends.removeIf(record -> record.log().equals(log));
    }

    @Override
    public void dropped(LogId log) {
        givenBack(log);
    }

    @Override
    public void lookUp(PendingRecord record) {
        lookups.add(record);
    }

    @Override
    public void offline(PendingRecord record, List<Integer> users) {
        this.offline.put(record, users);
    }

    @Override
    public void committable(LogId log, Position next) {
        committable.put(log, next.offset());
    }

    @Override
    public void drained(LogId log) {
        drained.add(log);
    }

    @Override
    public void proveOwnership(LogId log) {
        toProve.add(log);
    }

    @Override
    public void routesReplayed() {
        replays++;
    }

    @Override
    public void forgotten(String node) {
        forgotten.add(node);
    }

    @Override
    public void sent(String comet) {
        sent.merge(comet, 1, Integer::sum);
    }

    @Override
    public void record(Target target, Outcome outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    @Override
    public void incident(Incident incident, int times) {
        incidents.merge(incident, times, Integer::sum);
    }

    @Override
    public void stage(Stage stage, long nanos) {
        // Times are not what these tests are about.
    }
}
