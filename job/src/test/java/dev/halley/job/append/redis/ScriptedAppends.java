package dev.halley.job.append.redis;

import dev.halley.job.append.AppendActions;
import dev.halley.job.append.AppendAnswer;
import dev.halley.job.append.AppendIncident;
import dev.halley.job.append.AppendRequest;
import dev.halley.job.append.AppendSettings;
import dev.halley.job.append.StreamAppends;
import dev.halley.job.record.LogId;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Places;
import dev.halley.job.record.PolledRecord;
import dev.halley.job.record.Position;
import dev.halley.job.support.KeptStreams;
import dev.halley.job.support.Records;
import dev.halley.runtime.streams.StreamPolicy;
import io.lettuce.core.RedisCommandExecutionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A job's appends to one room, by the script; time passes when the test says so. */
final class ScriptedAppends implements AppendActions {
    private static final LogId LOG = new LogId("halley-room", "topic-1", 0);
    private static final long STEP_NANOS = Duration.ofSeconds(1).toNanos();

    private final Function<AppendRequest, AppendAnswer> script;
    private final List<AppendRequest> asked = new ArrayList<>();
    private final Map<AppendIncident, Integer> counts = new EnumMap<>(AppendIncident.class);
    private final StreamAppends appends;
    private int epochs;
    private int appended;
    private long nanos;

    ScriptedAppends(Function<AppendRequest, AppendAnswer> script) {
        this.script = script;
        this.appends =
                new StreamAppends(
                        new AppendSettings(
                                100, 1_000_000, 4, 100, 100, 1, STEP_NANOS, 10 * STEP_NANOS),
                        new StreamPolicy(new KeptStreams()),
                        this,
                        () -> ++epochs,
                        incident -> counts.merge(incident, 1, Integer::sum));
    }

    void take(long offset) {
        PolledRecord polled =
                new PolledRecord(
                        new Position(0, offset), Records.toRoom(offset, "live://a", "x"), 10);
        appends.take(new PendingRecord(LOG, polled, nanos));
    }

    /** A second passes; what is asked for then is answered, or fails. */
    void pass() {
        nanos += STEP_NANOS;
        appends.settle(nanos, nanos / 1_000_000);
        while (!asked.isEmpty()) {
            AppendRequest request = asked.remove(0);
            try {
                appends.answered(request, script.apply(request));
            } catch (RedisCommandExecutionException e) {
                appends.failed(request);
            }
        }
    }

    int appended() {
        return appended;
    }

    int count(AppendIncident incident) {
        return counts.getOrDefault(incident, 0);
    }

    @Override
    public void asked(PendingRecord record) {}

    @Override
    public void prove(LogId log, String master) {
        throw new IllegalStateException("Redis never starts again here");
    }

    @Override
    public void append(List<AppendRequest> requests) {
        asked.addAll(requests);
    }

    @Override
    public void appended(PendingRecord record, Places places) {
        appended++;
    }
}
