package dev.halley.job.append;

import dev.halley.api.record.Record;
import dev.halley.job.record.LogId;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Places;
import dev.halley.job.record.PolledRecord;
import dev.halley.job.record.Position;
import dev.halley.job.support.KeptStreams;
import dev.halley.job.support.StreamsModel;
import dev.halley.runtime.streams.StreamPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Appends with a Redis played by the test; time moves when it says so. */
final class PlayedRedis implements AppendActions {
    static final LogId LOG = new LogId("halley-push", "id-1", 0);
    static final LogId OTHER = new LogId("halley-room", "id-2", 0);
    static final int REQUEST_MESSAGES = 3;
    static final int IN_FLIGHT = 4;
    static final int REMEMBERED = 3;

    final StreamsModel redis;
    final StreamAppends appends;
    final List<AppendRequest> asked = new ArrayList<>();
    final List<PendingRecord> whollyAsked = new ArrayList<>();
    final Map<PendingRecord, Places> appended = new LinkedHashMap<>();
    final Map<AppendIncident, Integer> counts = new EnumMap<>(AppendIncident.class);
    final List<String> toProve = new ArrayList<>();
    private final Map<LogId, String> standstills = new HashMap<>();
    boolean proves = true;
    private int epochs;
    private long nanos;
    private long clockAheadMs;

    PlayedRedis() {
        this(new StreamsModel(), 0);
    }

    /** A job that begins with what another left in Redis. */
    PlayedRedis(StreamsModel redis, int epochs) {
        this.redis = redis;
        this.epochs = epochs;
        AppendSettings settings =
                new AppendSettings(
                        REQUEST_MESSAGES,
                        Long.MAX_VALUE,
                        IN_FLIGHT,
                        100,
                        REMEMBERED,
                        Duration.ofMillis(20).toNanos(),
                        Duration.ofSeconds(1).toNanos(),
                        Duration.ofHours(1).toNanos());
        appends =
                new StreamAppends(
                        settings,
                        new StreamPolicy(new KeptStreams()),
                        this,
                        () -> ++this.epochs,
                        incident -> counts.merge(incident, 1, Integer::sum));
    }

    int epochs() {
        return epochs;
    }

    PendingRecord take(long offset, Record record) {
        return take(LOG, offset, record);
    }

    PendingRecord take(LogId log, long offset, Record record) {
        PolledRecord polled = new PolledRecord(new Position(0, offset), record, 10);
        PendingRecord pending = new PendingRecord(log, polled, nanos);
        appends.take(pending);
        return pending;
    }

    void settle() {
        appends.settle(nanos, nanos / 1_000_000 + clockAheadMs);
        if (proves && !standstills.isEmpty()) {
            standstills.forEach(appends::proved);
            standstills.clear();
            settle();
        }
    }

    void pass(Duration time) {
        nanos += time.toNanos();
        settle();
    }

    /** Sets the wall clock forward, or back; no time passes. */
    void setClock(Duration by) {
        clockAheadMs += by.toMillis();
        settle();
    }

    /** Answers what is asked, and what is asked then, until nothing is. */
    void answerAll() {
        settle();
        while (!asked.isEmpty()) {
            answer(asked.remove(0));
            settle();
        }
    }

    void answer(AppendRequest request) {
        AppendAnswer answer = redis.run(request);
        appends.answered(request, answer);
        if (answer.unproved() != null && proves) {
            appends.proved(request.log(), answer.unproved());
            nanos += Duration.ofSeconds(1).toNanos();
        }
    }

    int count(AppendIncident incident) {
        return counts.getOrDefault(incident, 0);
    }

    @Override
    public void append(List<AppendRequest> requests) {
        asked.addAll(requests);
    }

    @Override
    public void asked(PendingRecord record) {
        whollyAsked.add(record);
    }

    @Override
    public void prove(LogId log, String master) {
        toProve.add(log.partition() + " " + master);
        if (master.startsWith("standstill")) {
            standstills.put(log, master);
        }
    }

    @Override
    public void appended(PendingRecord record, Places places) {
        if (appended.put(record, places) != null) {
            throw new IllegalStateException("twice: " + record.position());
        }
    }
}
