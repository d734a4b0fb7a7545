package dev.halley.comet.history;

import dev.halley.api.logic.TipsReply;
import dev.halley.api.logic.TipsRequest;
import dev.halley.api.record.StreamPosition;
import dev.halley.comet.streams.StreamKey;
import dev.halley.comet.streams.StreamPage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks where streams end, many in one call: while a call of an app is under way, further questions
 * gather for the next one, so that an answer is always of a moment after its question. Joins go
 * before checks, of which there may be one for each room. Any thread.
 */
final class TipBatches {
    private static final int MAX_STREAMS = 1000;

    private final HistoryCalls calls;
    private final HistoryMetrics metrics;
    private final CallGate gate;
    private final Map<String, Asked> apps = new HashMap<>();

    TipBatches(HistoryCalls calls, HistoryMetrics metrics, CallGate gate) {
        this.calls = calls;
        this.metrics = metrics;
        this.gate = gate;
    }

    void ask(StreamKey stream, Consumer<StreamPage> done) {
        if (gather(stream, done, true)) {
            callNext(stream.app());
        }
    }

    void check(StreamKey stream, Consumer<StreamPage> done) {
        if (gather(stream, done, false)) {
            callNext(stream.app());
        }
    }

    /** True when nothing of the app is under way. */
    private synchronized boolean gather(
            StreamKey stream, Consumer<StreamPage> done, boolean waits) {
        Asked asked = apps.computeIfAbsent(stream.app(), app -> new Asked());
        Map<String, List<Consumer<StreamPage>>> questions = waits ? asked.joins : asked.checks;
        questions.computeIfAbsent(stream.name(), name -> new ArrayList<>(2)).add(done);
        boolean first = !asked.underWay;
        asked.underWay = true;
        return first;
    }

    private void callNext(String app) {
        Map<String, List<Consumer<StreamPage>>> batch = take(app);
        if (batch.isEmpty()) {
            return;
        }
        TipsRequest request =
                TipsRequest.newBuilder()
                        .setSchemaVersion(1)
                        .setApp(app)
                        .addAllStreams(batch.keySet())
                        .build();
        gate.call(
                false,
                () -> {
                    metrics.tips(request.getStreamsCount());
                    return calls.tips(request);
                },
                reply -> answered(app, batch, reply));
    }

    private synchronized Map<String, List<Consumer<StreamPage>>> take(String app) {
        Asked asked = apps.computeIfAbsent(app, name -> new Asked());
        Map<String, List<Consumer<StreamPage>>> batch = new LinkedHashMap<>();
        move(asked.joins, batch);
        move(asked.checks, batch);
        asked.underWay = !batch.isEmpty();
        return batch;
    }

    private static void move(
            Map<String, List<Consumer<StreamPage>>> from,
            Map<String, List<Consumer<StreamPage>>> batch) {
        var entries = from.entrySet().iterator();
        while (entries.hasNext() && batch.size() < MAX_STREAMS) {
            var entry = entries.next();
            batch.computeIfAbsent(entry.getKey(), name -> new ArrayList<>(2))
                    .addAll(entry.getValue());
            entries.remove();
        }
    }

    private void answered(
            String app, Map<String, List<Consumer<StreamPage>>> batch, @Nullable TipsReply reply) {
        List<StreamPosition> tips = reply == null ? List.of() : reply.getTipsList();
        int next = 0;
        for (List<Consumer<StreamPage>> asked : batch.values()) {
            StreamPage tip =
                    next < tips.size() ? HistoryPages.tip(tips.get(next)) : StreamPage.UNREADABLE;
            asked.forEach(done -> done.accept(tip));
            next++;
        }
        callNext(app);
    }

    /** Questions of one app. */
    private static final class Asked {
        final Map<String, List<Consumer<StreamPage>>> joins = new LinkedHashMap<>();
        final Map<String, List<Consumer<StreamPage>>> checks = new LinkedHashMap<>();
        boolean underWay;
    }
}
