package dev.halley.logic.streams;

import dev.halley.api.logic.OffsetEntry;
import dev.halley.api.record.Lineage;
import dev.halley.api.record.StreamEntry;
import dev.halley.runtime.streams.StreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Streams in memory, all of epoch {@value #EPOCH}, which can be made to fail. */
public final class FakeStreams implements StreamStore {
    /** Of every stream here. */
    public static final int EPOCH = 9;

    private final Map<StreamName, List<OffsetEntry>> streams = new ConcurrentHashMap<>();
    private volatile PageRequest lastPage;
    private volatile @Nullable Lineage lineage;
    private volatile int asked;
    private volatile RuntimeException away;

    /** One message more. */
    public void append(String stream, StreamEntry entry) {
        List<OffsetEntry> log = log(StreamName.parse(stream).orElseThrow());
        log.add(OffsetEntry.newBuilder().setOffset(log.size() + 1L).setEntry(entry).build());
    }

    /** Whether somebody has begun it. */
    public boolean exists(String stream) {
        return streams.containsKey(StreamName.parse(stream).orElseThrow());
    }

    /** Everything fails with this from now on; null: no more. */
    public void away(RuntimeException why) {
        away = why;
    }

    /** All have had these epochs before; null: they do not say. */
    public void lineage(@Nullable Lineage before) {
        lineage = before;
    }

    /** How often it was asked for anything. */
    public int asked() {
        return asked;
    }

    /** What was read last. */
    public PageRequest lastPage() {
        return lastPage;
    }

    private List<OffsetEntry> log(StreamName name) {
        return streams.computeIfAbsent(name, stream -> new ArrayList<>());
    }

    private synchronized <T> CompletionStage<T> answer(T value) {
        asked++;
        return away == null
                ? CompletableFuture.completedFuture(value)
                : CompletableFuture.failedFuture(away);
    }

    @Override
    public CompletionStage<List<StreamTip>> tips(String app, List<StreamName> names) {
        names.forEach(this::log);
        return knownTips(app, names);
    }

    @Override
    public CompletionStage<List<StreamTip>> knownTips(String app, List<StreamName> names) {
        return answer(names.stream().map(this::tip).toList());
    }

    private StreamTip tip(StreamName name) {
        List<OffsetEntry> log = streams.get(name);
        return log == null ? StreamTip.NONE : new StreamTip(EPOCH, 1, log.size(), lineage);
    }

    @Override
    public CompletionStage<StreamPage> read(String app, PageRequest request) {
        log(request.stream());
        return knownPage(app, request);
    }

    @Override
    public CompletionStage<StreamPage> knownPage(String app, PageRequest request) {
        lastPage = request;
        List<OffsetEntry> page =
                streams.getOrDefault(request.stream(), List.of()).stream()
                        .filter(entry -> entry.getOffset() > request.after())
                        .limit(request.limit())
                        .toList();
        return answer(new StreamPage(tip(request.stream()), page));
    }
}
