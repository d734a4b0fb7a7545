package dev.halley.comet.history;

import dev.halley.api.logic.ReadStreamReply;
import dev.halley.api.logic.ReadStreamRequest;
import dev.halley.comet.streams.StreamKey;
import dev.halley.comet.streams.StreamPage;
import dev.halley.comet.streams.StreamReads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads streams through logic. Who asks for the page that somebody is waiting for gets the same one:
 * a hole that every shard has is read once. A call that failed is sent again after a pause, until
 * the read's patience ends. Any thread; never blocks.
 */
public final class HistoryReads implements StreamReads {
    private final HistoryCalls calls;
    private final HistoryMetrics metrics;
    private final HistoryBounds bounds;
    private final CallGate gate;
    private final TipBatches tips;
    private final Map<PageKey, List<Consumer<StreamPage>>> waiting = new HashMap<>();

    /**
     * Reads over calls.
     *
     * @param scheduler for pauses
     */
    public HistoryReads(
            HistoryCalls calls,
            HistoryMetrics metrics,
            HistoryBounds bounds,
            ScheduledExecutorService scheduler) {
        this.calls = calls;
        this.metrics = metrics;
        this.bounds = bounds;
        this.gate = new CallGate(bounds, metrics, scheduler);
        this.tips = new TipBatches(calls, metrics, gate);
    }

    @Override
    public void read(StreamKey stream, long after, Consumer<StreamPage> done) {
        read(new PageKey(stream, after, true), done);
    }

    @Override
    public void catchUp(StreamKey stream, long after, Consumer<StreamPage> done) {
        read(new PageKey(stream, after, false), done);
    }

    private void read(PageKey key, Consumer<StreamPage> done) {
        if (joins(key, done)) {
            metrics.coalesced();
            return;
        }
        ReadStreamRequest request =
                ReadStreamRequest.newBuilder()
                        .setSchemaVersion(1)
                        .setApp(key.stream().app())
                        .setStream(key.stream().name())
                        .setAfter(key.after())
                        .setLimit(bounds.pageSize())
                        .build();
        gate.call(
                key.hole(),
                () -> {
                    metrics.read();
                    return calls.read(request);
                },
                reply -> answered(key, reply));
    }

    @Override
    public void tip(StreamKey stream, Consumer<StreamPage> done) {
        tips.ask(stream, done);
    }

    @Override
    public void check(StreamKey stream, Consumer<StreamPage> done) {
        tips.check(stream, done);
    }

    private synchronized boolean joins(PageKey key, Consumer<StreamPage> done) {
        List<Consumer<StreamPage>> others = waiting.get(key);
        boolean joins = others != null;
        if (others == null) {
            others = new ArrayList<>(2);
            waiting.put(key, others);
        }
        others.add(done);
        return joins;
    }

    private void answered(PageKey key, @Nullable ReadStreamReply reply) {
        StreamPage page =
                reply == null
                        ? StreamPage.UNREADABLE
                        : HistoryPages.page(key.stream().name(), reply);
        take(key).forEach(done -> done.accept(page));
    }

    private synchronized List<Consumer<StreamPage>> take(PageKey key) {
        List<Consumer<StreamPage>> all = waiting.remove(key);
        return all == null ? List.of() : all;
    }

    private record PageKey(StreamKey stream, long after, boolean hole) {}
}
