package dev.halley.comet.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.halley.api.logic.AcknowledgeReply;
import dev.halley.api.logic.AcknowledgeRequest;
import dev.halley.api.logic.OffsetEntry;
import dev.halley.api.logic.ReadStreamReply;
import dev.halley.api.logic.ReadStreamRequest;
import dev.halley.api.logic.TipsReply;
import dev.halley.api.logic.TipsRequest;
import dev.halley.api.record.FormerEpoch;
import dev.halley.api.record.Lineage;
import dev.halley.api.record.StreamEntry;
import dev.halley.api.record.StreamPosition;
import dev.halley.comet.streams.StreamKey;
import dev.halley.comet.streams.StreamPage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HistoryReadsTest {
    private static final StreamKey ROOM = StreamKey.ofRoom("default", "live://1");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final ScriptedCalls calls = new ScriptedCalls();
    private final List<StreamPage> pages = new CopyOnWriteArrayList<>();
    private final HistoryReads reads = reads(2, Duration.ofSeconds(20));

    private HistoryReads reads(int maxCalls, Duration patience) {
        return new HistoryReads(
                calls,
                new HistoryMetrics(registry),
                new HistoryBounds(maxCalls, 1, Duration.ofMillis(1), patience, 100),
                scheduler);
    }

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    @Test
    void readsAPage() {
        reads.read(ROOM, 60, pages::add);
        calls.reads.get(0).complete(reply());

        assertThat(calls.requests.get(0).getStream()).isEqualTo("room:live://1");
        assertThat(calls.requests.get(0).getAfter()).isEqualTo(60);
        StreamPage page = pages.get(0);
        assertThat(page.epoch()).isEqualTo(7);
        assertThat(page.first()).isEqualTo(40);
        assertThat(page.last()).isEqualTo(61);
        assertThat(page.messages()).hasSize(1);
        assertThat(page.messages().get(0).place().offset()).isEqualTo(61);
        assertThat(page.messages().get(0).operation()).isEqualTo(1000);
        assertThat(page.lineage().keeps(6, 41)).isTrue();
        assertThat(page.messages().get(0).place().lineage()).isEqualTo(page.lineage());
    }

    @Test
    void aPageWithoutAnEpochIsOfNoStream() {
        reads.read(ROOM, 60, pages::add);
        calls.reads.get(0).complete(ReadStreamReply.getDefaultInstance());

        assertThat(pages).hasSize(1);
        assertThat(pages.get(0).isNoStream()).isTrue();
    }

    @Test
    void oneCallAnswersAllWhoHaveTheSameHole() {
        reads.read(ROOM, 60, pages::add);
        reads.read(ROOM, 60, pages::add);
        reads.read(ROOM, 61, pages::add);

        assertThat(calls.reads).hasSize(2);
        calls.reads.get(0).complete(reply());
        assertThat(pages).hasSize(2);
        assertThat(count("coalesced")).isEqualTo(1);

        reads.read(ROOM, 60, pages::add);
        assertThat(calls.reads).hasSize(3);
    }

    @Test
    void callThatFailedGoesAgain() {
        reads.read(ROOM, 60, pages::add);
        calls.reads.get(0).completeExceptionally(new IllegalStateException("away"));
        await().until(() -> calls.reads.size() == 2);

        calls.reads.get(1).complete(reply());

        assertThat(pages.get(0).isReadable()).isTrue();
        assertThat(count("retries")).isEqualTo(1);
    }

    @Test
    void readIsGivenUpWhenItsPatienceEnds() {
        calls.failAll = true;
        reads(2, Duration.ofMillis(50)).read(ROOM, 60, pages::add);

        await().until(() -> pages.size() == 1);

        assertThat(pages.get(0).isReadable()).isFalse();
        assertThat(count("given.up")).isEqualTo(1);
    }

    @Test
    void readWithoutAnAnswerIsGivenUpToo() {
        reads(2, Duration.ofMillis(50)).read(ROOM, 60, pages::add);

        await().until(() -> pages.size() == 1);

        assertThat(pages).containsExactly(StreamPage.UNREADABLE);
        assertThat(count("given.up")).isEqualTo(1);
    }

    @Test
    void patienceEndsAlsoForWhoWaitsForItsTurn() {
        List<StreamPage> caughtUp = new CopyOnWriteArrayList<>();
        HistoryReads narrow = reads(1, Duration.ofSeconds(1));
        narrow.catchUp(ROOM, 60, caughtUp::add);
        narrow.read(ROOM, 70, pages::add);

        await().until(() -> pages.size() == 1);

        assertThat(pages).containsExactly(StreamPage.UNREADABLE);
        assertThat(calls.reads).hasSize(1);
        assertThat(caughtUp).isEmpty();
        calls.reads.get(0).complete(reply());
        assertThat(caughtUp.get(0).isReadable()).isTrue();
        assertThat(calls.reads).hasSize(1);
    }

    @Test
    void holesGoBeforeWhoCatchesUp() {
        HistoryReads narrow = reads(1, Duration.ofSeconds(20));
        narrow.catchUp(ROOM, 60, pages::add);
        narrow.catchUp(ROOM, 61, pages::add);
        narrow.read(ROOM, 70, pages::add);

        calls.reads.get(0).complete(reply());
        calls.reads.get(1).complete(reply());

        assertThat(calls.requests)
                .extracting(ReadStreamRequest::getAfter)
                .containsExactly(60L, 70L, 61L);
    }

    @Test
    void joinsGoBeforeWhoCatchesUpOrCompares() {
        HistoryReads narrow = reads(1, Duration.ofSeconds(20));
        narrow.catchUp(ROOM, 60, pages::add);
        narrow.check(ROOM, pages::add);
        narrow.tip(StreamKey.ofRoom("default", "live://2"), pages::add);

        calls.reads.get(0).complete(reply());

        assertThat(calls.tipRequests).hasSize(1);
        assertThat(calls.tipRequests.get(0).getStreamsList()).containsExactly("room:live://2");
    }

    @Test
    void refusalIsFinal() {
        reads.read(ROOM, 60, pages::add);

        calls.reads.get(0).completeExceptionally(new HistoryRefused("no such service"));

        assertThat(pages).containsExactly(StreamPage.UNREADABLE);
        assertThat(count("retries")).isZero();
    }

    @Test
    void callsAreBoundedAndSoIsWhoWaits() {
        for (int after = 0; after < 4; after++) {
            reads.read(ROOM, after, pages::add);
        }

        assertThat(calls.reads).hasSize(2);
        assertThat(pages).containsExactly(StreamPage.UNREADABLE);
        assertThat(count("refused")).isEqualTo(1);

        calls.reads.get(0).complete(reply());
        assertThat(calls.reads).hasSize(3);
    }

    @Test
    void tipsAskedMeanwhileGoTogether() {
        reads.tip(ROOM, pages::add);
        reads.tip(StreamKey.ofRoom("default", "live://2"), pages::add);
        reads.tip(StreamKey.ofRoom("default", "live://3"), pages::add);
        // Asked after the first call has gone: its answer would be too old.
        reads.tip(ROOM, pages::add);
        assertThat(calls.tips).hasSize(1);

        calls.tips.get(0).complete(tips(60));
        assertThat(calls.tips).hasSize(2);
        assertThat(calls.tipRequests.get(1).getStreamsList())
                .containsExactly("room:live://2", "room:live://3", "room:live://1");
        calls.tips.get(1).complete(tips(1, 2, 61));

        assertThat(pages).extracting(StreamPage::last).containsExactly(60L, 1L, 2L, 61L);
    }

    @Test
    void whoWaitsForATipDoesNotWaitForThoseWhoCompare() {
        for (int i = 0; i < 2_000; i++) {
            reads.check(StreamKey.ofRoom("default", "quiet://" + i), page -> {});
        }

        reads.tip(ROOM, pages::add);
        calls.tips.get(1).complete(tips(61));

        assertThat(calls.tipRequests.get(1).getStreamsList()).containsExactly("room:live://1");
        assertThat(pages).extracting(StreamPage::last).containsExactly(61L);
    }

    @Test
    void questionsForTipsAreBounded() {
        for (int i = 0; i < 100_001; i++) {
            reads.tip(ROOM, page -> {});
        }
        assertThat(pages).isEmpty();

        reads.tip(ROOM, pages::add);

        assertThat(pages).containsExactly(StreamPage.UNREADABLE);
        assertThat(count("refused")).isEqualTo(1);
    }

    @Test
    void tipWithoutAnEpochSaysThatThereIsNoStream() {
        reads.tip(ROOM, pages::add);

        calls.tips
                .get(0)
                .complete(TipsReply.newBuilder().addTips(StreamPosition.newBuilder()).build());

        assertThat(pages).containsExactly(StreamPage.NO_STREAM);
    }

    private double count(String name) {
        return registry.get("halley.comet.history." + name).counter().count();
    }

    private static ReadStreamReply reply() {
        StreamEntry entry =
                StreamEntry.newBuilder()
                        .setOperation(1000)
                        .setPayload(ByteString.copyFromUtf8("x"))
                        .build();
        return ReadStreamReply.newBuilder()
                .setEpoch(7)
                .setFirst(40)
                .setLast(61)
                .addEntries(OffsetEntry.newBuilder().setOffset(61).setEntry(entry))
                .setLineage(
                        Lineage.newBuilder()
                                .addFormer(FormerEpoch.newBuilder().setEpoch(6).setLast(41)))
                .build();
    }

    private static TipsReply tips(long... offsets) {
        TipsReply.Builder reply = TipsReply.newBuilder();
        for (long offset : offsets) {
            reply.addTips(StreamPosition.newBuilder().setEpoch(7).setOffset(offset));
        }
        return reply.build();
    }

    /** A logic whose answers the test gives. */
    private static final class ScriptedCalls implements HistoryCalls {
        final List<ReadStreamRequest> requests = new ArrayList<>();
        final List<CompletableFuture<ReadStreamReply>> reads = new CopyOnWriteArrayList<>();
        final List<TipsRequest> tipRequests = new ArrayList<>();
        final List<CompletableFuture<TipsReply>> tips = new ArrayList<>();
        boolean failAll;

        @Override
        public CompletionStage<TipsReply> tips(TipsRequest request) {
            tipRequests.add(request);
            CompletableFuture<TipsReply> reply = new CompletableFuture<>();
            tips.add(reply);
            return reply;
        }

        @Override
        public CompletionStage<ReadStreamReply> read(ReadStreamRequest request) {
            requests.add(request);
            CompletableFuture<ReadStreamReply> reply = new CompletableFuture<>();
            reads.add(reply);
            if (failAll) {
                reply.completeExceptionally(new IllegalStateException("away"));
            }
            return reply;
        }

        @Override
        public CompletionStage<AcknowledgeReply> acknowledge(AcknowledgeRequest request) {
            return new CompletableFuture<>();
        }
    }
}
