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
 * Asks where streams end, many in one call: while a call is under way, further questions gather for
 * the next one, so that an answer is always of a moment after its question. Each app has a call for
 * those that wait and one for those that compare, of whom there may be one for each room: the first
 * go before the second, and are not held up by what the second ask for. Any thread.
 */
final class TipBatches {
    private static final int MAX_STREAMS = 1000;

    /** Past it questions of a lane are refused: who asked may be gone long since. */
    private static final int MAX_QUESTIONS = 100_000;

    private final HistoryCalls calls;
    private final HistoryMetrics metrics;
    private final CallGate gate;
    private final Map<Lane, Asked> lanes = new HashMap<>();

    TipBatches(HistoryCalls calls, HistoryMetrics metrics, CallGate gate) {
        this.calls = calls;
        this.metrics = metrics;
        this.gate = gate;
    }

    /** Somebody waits for it. */
    void ask(StreamKey stream, Consumer<StreamPage> done) {
        ask(new Lane(stream.app(), true), stream.name(), done);
    }

    /** Somebody compares. */
    void check(StreamKey stream, Consumer<StreamPage> done) {
        ask(new Lane(stream.app(), false), stream.name(), done);
    }

    private void ask(Lane lane, String stream, Consumer<StreamPage> done) {
        switch (gather(lane, stream, done)) {
            case CALL -> callNext(lane);
            case WAIT -> {
                // For the call that is under way.
            }
            case REFUSE -> {
                metrics.refused();
                done.accept(StreamPage.UNREADABLE);
            }
        }
    }

    private synchronized Next gather(Lane lane, String stream, Consumer<StreamPage> done) {
        Asked asked = lanes.computeIfAbsent(lane, key -> new Asked());
        if (asked.questions >= MAX_QUESTIONS) {
            return Next.REFUSE;
        }
        asked.questions++;
        asked.streams.computeIfAbsent(stream, name -> new ArrayList<>(2)).add(done);
        boolean first = !asked.underWay;
        asked.underWay = true;
        return first ? Next.CALL : Next.WAIT;
    }

    private void callNext(Lane lane) {
        Map<String, List<Consumer<StreamPage>>> batch = take(lane);
        if (batch.isEmpty()) {
            return;
        }
        TipsRequest request =
                TipsRequest.newBuilder()
                        .setSchemaVersion(1)
                        .setApp(lane.app())
                        .addAllStreams(batch.keySet())
                        .build();
        gate.call(
                lane.isWaitedFor(),
                () -> {
                    metrics.tips(request.getStreamsCount());
                    return calls.tips(request);
                },
                reply -> answered(lane, batch, reply));
    }

    private synchronized Map<String, List<Consumer<StreamPage>>> take(Lane lane) {
        Asked asked = lanes.computeIfAbsent(lane, key -> new Asked());
        Map<String, List<Consumer<StreamPage>>> batch = new LinkedHashMap<>();
        var entries = asked.streams.entrySet().iterator();
        while (entries.hasNext() && batch.size() < MAX_STREAMS) {
            var entry = entries.next();
            batch.put(entry.getKey(), entry.getValue());
            asked.questions -= entry.getValue().size();
            entries.remove();
        }
        asked.underWay = !batch.isEmpty();
        return batch;
    }

    private void answered(
            Lane lane, Map<String, List<Consumer<StreamPage>>> batch, @Nullable TipsReply reply) {
        List<StreamPosition> tips = reply == null ? List.of() : reply.getTipsList();
        int next = 0;
        for (List<Consumer<StreamPage>> asked : batch.values()) {
            StreamPage tip =
                    next < tips.size() ? HistoryPages.tip(tips.get(next)) : StreamPage.UNREADABLE;
            asked.forEach(done -> done.accept(tip));
            next++;
        }
        callNext(lane);
    }

    private enum Next {
        CALL,
        WAIT,
        REFUSE
    }

    private record Lane(String app, boolean isWaitedFor) {}

    /** Questions of one lane. */
    private static final class Asked {
        final Map<String, List<Consumer<StreamPage>>> streams = new LinkedHashMap<>();
        int questions;
        boolean underWay;
    }
}
