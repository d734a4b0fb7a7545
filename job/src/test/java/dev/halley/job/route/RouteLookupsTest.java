package dev.halley.job.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.record.Record;
import dev.halley.job.record.FoundRoutes;
import dev.halley.job.record.LogId;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.PolledRecord;
import dev.halley.job.record.Position;
import dev.halley.job.support.Records;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RouteLookupsTest implements RouteActions {
    private static final LogId LOG = new LogId("halley-push", "id", 0);

    private final Deque<RouteBatch> asked = new ArrayDeque<>();
    private final List<Long> routed = new ArrayList<>();
    private final List<String> replays = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<RouteIncident> incidents = new ArrayList<>();
    private final RouteLookups lookups =
            new RouteLookups(
                    new RouteSettings(2, 3, 2, 100, 400, 10_000),
                    this,
                    () -> "word-" + replays.size(),
                    incidents::add);
    private long now;

    @Test
    void asksInBatchesAndFewAtATime() {
        ask(1, 2, 3, 4, 5);

        assertThat(asked).extracting(batch -> batch.records().size()).containsExactly(2, 2);
        assertThat(lookups.waiting()).isEqualTo(1);
        answer("w");
        answer("w");
        assertThat(asked).extracting(batch -> batch.records().size()).containsExactly(2, 2);
        answer("w");
        assertThat(asked).extracting(batch -> batch.records().size()).containsExactly(2, 1);
    }

    @Test
    void aBatchIsBoundedByWhomItAsksForToo() {
        for (int i = 0; i < 2; i++) {
            Record record = Records.toUsers(i, List.of("a", "b", "c"), "");
            lookups.ask(new PendingRecord(LOG, new PolledRecord(new Position(0, i), record, 1), 0));
        }
        settleAfter(0);
        assertThat(asked).extracting(batch -> batch.records().size()).containsExactly(1, 1);
    }

    @Test
    void asksForTheWordOnceRecordsMayComeAndBeforeThereIsAnybodyToLookUp() {
        settleAfter(0);
        assertThat(asked).isEmpty();
        lookups.begin();
        settleAfter(0);
        assertThat(asked).extracting(batch -> batch.records().size()).containsExactly(0);
        lookups.failed(asked.remove());
        settleAfter(99);
        assertThat(asked).isEmpty();
        settleAfter(1);
        answer(null);
        assertThat(words).hasSize(1);
    }

    @Test
    void asksAgainWithGrowingPausesWhileRedisIsAway() {
        ask(1);
        for (int pause : List.of(100, 200, 400, 400)) {
            lookups.failed(asked.remove());
            settleAfter(pause - 1);
            assertThat(asked).isEmpty();
            settleAfter(1);
            assertThat(asked).hasSize(1);
        }

        answer("w");
        answer("w");
        assertThat(routed).containsExactly(1L);
    }

    @Test
    void asksAgainForRoutesThatWereReadBeforeTheWordWasKnown() {
        ask(1, 2, 3);

        answer("whole since the moment before");
        answer("whole since the moment before");

        assertThat(routed).isEmpty();
        assertThat(replays).isEmpty();
        answer("whole since the moment before");
        answer("whole since the moment before");
        assertThat(routed).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void asksAgainForRoutesThatWereReadBeforeTheReplay() {
        ask(1, 2, 3);
        RouteBatch late = asked.removeLast();
        answer(null);
        lookups.prepared("word-0?");
        lookups.replayed();
        lookups.confirmed("word-0");

        lookups.answered(late, List.of(FoundRoutes.NONE), "word-0");

        assertThat(routed).isEmpty();
    }

    @Test
    void trustsTheWordThatItFindsFirst() {
        ask(1);
        answer("found");
        answer("found");
        ask(2);
        answer("found");

        assertThat(routed).containsExactly(1L, 2L);
        assertThat(replays).isEmpty();
    }

    @Test
    void holdsLookupsUntilRoutesAreReplayedWhenTheWordIsMissing() {
        ask(1);
        answer("old");
        answer("old");
        ask(2);
        answer(null);

        ask(3);
        assertThat(routed).containsExactly(1L);
        assertThat(words).containsExactly("prepare word-0?");
        lookups.prepared("word-0?");
        assertThat(replays).containsExactly("word-0?");
        assertThat(asked).isEmpty();

        lookups.replayed();
        assertThat(words).containsExactly("prepare word-0?", "confirm word-0");
        lookups.confirmed("word-0");
        settleAfter(0);
        answer("word-0");
        assertThat(routed).containsExactly(1L, 2L, 3L);
    }

    @Test
    void anotherWordMeansThatRoutesWereLostToo() {
        ask(1);
        answer("old");
        answer("old");
        ask(2);
        answer("of another job");
        lookups.prepared("of another job");

        assertThat(replays).containsExactly("of another job");
        assertThat(routed).containsExactly(1L);
        lookups.replayed();
        lookups.confirmed("of another job");
        settleAfter(0);
        answer("of another job");
        assertThat(routed).containsExactly(1L, 2L);
    }

    @Test
    void aWordLeftPendingMeansThatNobodyFinishedTheReplay() {
        ask(1);
        answer("of a dead job?");
        lookups.prepared("of a dead job?");

        assertThat(replays).containsExactly("of a dead job?");
        lookups.replayed();
        assertThat(words).last().isEqualTo("confirm of a dead job");
    }

    @Test
    void replaysAgainWhenRedisWasEmptiedDuringTheReplay() {
        ask(1);
        answer(null);
        lookups.prepared("word-0?");
        lookups.replayed();

        lookups.confirmed(null);
        settleAfter(100);

        assertThat(routed).isEmpty();
        assertThat(words).last().isEqualTo("prepare word-1?");
    }

    @Test
    void waitsForReplaysOnlySoLong() {
        ask(1);
        answer(null);
        lookups.prepared("word-0?");

        settleAfter(9_999);
        assertThat(words).hasSize(1);
        settleAfter(1);

        assertThat(words).last().isEqualTo("confirm word-0");
        assertThat(incidents).contains(RouteIncident.REPLAY_LATE);
    }

    @Test
    void doesEverythingAnewWhenRedisFailsMeanwhile() {
        ask(1);
        answer(null);
        lookups.wordFailed();
        settleAfter(99);
        assertThat(words).hasSize(1);
        settleAfter(1);
        assertThat(words).containsExactly("prepare word-0?", "prepare word-0?");

        lookups.prepared("word-0?");
        lookups.replayed();
        lookups.wordFailed();
        settleAfter(200);

        assertThat(words).last().isEqualTo("prepare word-1?");
        assertThat(routed).isEmpty();
    }

    @Test
    void oneReplayServesAllBatchesThatMissedTheWord() {
        ask(1, 2, 3, 4);
        answer(null);
        answer(null);
        lookups.prepared("word-0?");

        assertThat(replays).hasSize(1);
        assertThat(lookups.waiting()).isEqualTo(4);
    }

    private void ask(long... offsets) {
        for (long offset : offsets) {
            PolledRecord polled =
                    new PolledRecord(new Position(0, offset), Records.toUser(offset, "u", ""), 1);
            lookups.ask(new PendingRecord(LOG, polled, 0));
        }
        settleAfter(0);
    }

    private void answer(String word) {
        RouteBatch batch = asked.remove();
        lookups.answered(
                batch, Collections.nCopies(batch.records().size(), FoundRoutes.NONE), word);
        settleAfter(0);
    }

    private void settleAfter(long nanos) {
        now += nanos;
        lookups.settle(now);
    }

    @Override
    public void lookUp(RouteBatch batch) {
        asked.add(batch);
    }

    @Override
    public void routed(PendingRecord record, FoundRoutes found) {
        routed.add(record.position().offset());
    }

    @Override
    public void replayRoutes(String word) {
        replays.add(word);
    }

    @Override
    public void prepareWord(String word) {
        words.add("prepare " + word);
    }

    @Override
    public void confirmWord(String pending, String whole) {
        words.add("confirm " + whole);
    }
}
