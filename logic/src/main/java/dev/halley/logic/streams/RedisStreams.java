package dev.halley.logic.streams;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.halley.api.logic.OffsetEntry;
import dev.halley.api.record.StreamEntry;
import dev.halley.api.redis.RedisKeys;
import dev.halley.api.redis.StreamEpochs;
import dev.halley.logic.redis.AppKeys;
import dev.halley.logic.redis.RedisCalls;
import dev.halley.runtime.streams.Retention;
import dev.halley.runtime.streams.StreamName;
import dev.halley.runtime.streams.StreamPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Streams in Redis, as job appends to them. Each stream is asked for by a script of its own, because
 * a Redis Cluster may have them on different masters; those of one call are pipelined. Messages older
 * than the stream's retention are not shown, even when nobody has trimmed them yet; how old they are
 * is told by the clock of Redis.
 */
public final class RedisStreams implements StreamStore {
    /** Bytes of entries after which a page is not made longer; the entry that passes it is in. */
    static final int PAGE_BYTES = 1024 * 1024;

    private static final int HEAD_PARTS = 4;
    // Comets look at what their members are in many times in an hour.
    private static final Duration EMPTY_HEAD_TTL = Duration.ofHours(1);
    // A page takes Redis well under a millisecond; patience ends before the comets' own.
    private static final PageGate.Bounds BOUNDS =
            new PageGate.Bounds(64, 1_024, Duration.ofSeconds(1).toNanos());

    private final RedisCalls redis;
    private final RedisCalls bytes;
    private final StreamPolicy policy;
    private final AppKeys keys = new AppKeys();
    private final StreamMetrics metrics;
    private final PageGate gate;
    private final String headTtlMs;
    private final String emptyHeadTtlMs;

    /**
     * Streams in this Redis.
     *
     * @param redis with values as text
     * @param bytes with values as bytes: entries are read with it, so that they hold up nothing else
     */
    public RedisStreams(
            RedisCalls redis, RedisCalls bytes, StreamPolicy policy, MeterRegistry registry) {
        this.redis = requireNonNull(redis, "redis");
        this.bytes = requireNonNull(bytes, "bytes");
        this.policy = requireNonNull(policy, "policy");
        this.metrics = new StreamMetrics(registry);
        this.gate = new PageGate(BOUNDS, System::nanoTime, metrics);
        long headTtl = policy.headTtl().toMillis();
        this.headTtlMs = Long.toString(headTtl);
        this.emptyHeadTtlMs = Long.toString(Math.min(headTtl, EMPTY_HEAD_TTL.toMillis()));
    }

    @Override
    public CompletionStage<List<StreamTip>> tips(String app, List<StreamName> streams) {
        return tips(app, streams, true);
    }

    @Override
    public CompletionStage<List<StreamTip>> knownTips(String app, List<StreamName> streams) {
        return tips(app, streams, false);
    }

    private CompletionStage<List<StreamTip>> tips(
            String app, List<StreamName> streams, boolean begin) {
        List<CompletableFuture<StreamTip>> tips = new ArrayList<>(streams.size());
        streams.forEach(stream -> tips.add(tip(app, stream, begin).toCompletableFuture()));
        return CompletableFuture.allOf(tips.toArray(CompletableFuture[]::new))
                .thenApply(done -> tips.stream().map(CompletableFuture::join).toList());
    }

    private CompletionStage<StreamTip> tip(String app, StreamName stream, boolean begin) {
        Optional<TipQuestion> question = tipQuestion(app, stream, begin);
        return question.isEmpty()
                ? CompletableFuture.completedFuture(StreamTip.NONE)
                : redis.run(TipQuestion.SCRIPT, question.get().keys(), question.get().arguments())
                        .thenApply(this::tip);
    }

    /**
     * Where a stream ends, as a question that is still to be asked; empty where streams of the kind
     * are off.
     *
     * @param begin whether a stream without a head is begun
     */
    public Optional<TipQuestion> tipQuestion(String app, StreamName stream, boolean begin) {
        if (policy.of(stream).isEmpty()) {
            return Optional.empty();
        }
        RedisKeys names = keys.of(app);
        String name = stream.text();
        return Optional.of(
                new TipQuestion(
                        List.of(
                                names.streamHead(name),
                                names.streamLog(name),
                                names.streamSeen(name)),
                        List.of(begin ? newEpoch() : "", headTtlMs, emptyHeadTtlMs)));
    }

    private static String newEpoch() {
        return Integer.toString(ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE));
    }

    /** The answer to a {@link TipQuestion}. */
    public StreamTip tip(List<String> answer) {
        if (answer.isEmpty()) {
            return StreamTip.NONE;
        }
        metrics.tip(answer.get(HEAD_PARTS).equals("1"));
        return head(answer);
    }

    private static StreamTip head(List<String> answer) {
        int epoch = Integer.parseUnsignedInt(answer.get(0));
        return new StreamTip(
                epoch,
                Long.parseLong(answer.get(1)),
                Long.parseLong(answer.get(2)),
                StreamEpochs.lineage(answer.get(3), epoch));
    }

    @Override
    public CompletionStage<StreamPage> read(String app, PageRequest request) {
        return knownPage(app, request)
                .thenCompose(
                        page ->
                                page.tip().exists() || policy.of(request.stream()).isEmpty()
                                        ? CompletableFuture.completedFuture(page)
                                        : begin(app, request));
    }

    // Read again, as something may have been appended meanwhile.
    private CompletionStage<StreamPage> begin(String app, PageRequest request) {
        return tip(app, request.stream(), true).thenCompose(tip -> knownPage(app, request));
    }

    @Override
    public CompletionStage<StreamPage> knownPage(String app, PageRequest request) {
        Optional<Retention> retention = policy.of(request.stream());
        return retention.isEmpty()
                ? CompletableFuture.completedFuture(StreamPage.NONE)
                : gate.read(() -> page(app, request, retention.get()));
    }

    private CompletionStage<StreamPage> page(String app, PageRequest request, Retention retention) {
        RedisKeys names = keys.of(app);
        String name = request.stream().text();
        long begun = System.nanoTime();
        return bytes.run(
                        StreamScripts.PAGE,
                        List.of(names.streamHead(name), names.streamLog(name)),
                        List.of(
                                Long.toUnsignedString(request.after() + 1),
                                Integer.toString(request.limit()),
                                Long.toString(retention.ttl().toMillis()),
                                Integer.toString(PAGE_BYTES)))
                .thenApply(answer -> page(answer, begun));
    }

    private StreamPage page(List<String> answer, long begunNanos) {
        if (answer.isEmpty()) {
            return StreamPage.NONE;
        }
        List<OffsetEntry> entries = new ArrayList<>((answer.size() - HEAD_PARTS) / 2);
        long size = 0;
        for (int i = HEAD_PARTS; i + 1 < answer.size(); i += 2) {
            String content = answer.get(i + 1);
            size += content.length();
            entries.add(entry(Long.parseLong(answer.get(i)), content.getBytes(ISO_8859_1)));
        }
        metrics.page(System.nanoTime() - begunNanos, entries.size(), size);
        return new StreamPage(head(answer), entries);
    }

    private static OffsetEntry entry(long offset, byte[] content) {
        try {
            return OffsetEntry.newBuilder()
                    .setOffset(offset)
                    .setEntry(StreamEntry.parseFrom(content))
                    .build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("entry at offset " + offset + " cannot be read", e);
        }
    }
}
