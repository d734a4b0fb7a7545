package dev.halley.job.append.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.job.append.AppendAnswer;
import dev.halley.job.append.AppendIncident;
import dev.halley.job.append.AppendResult.Kind;
import dev.halley.job.append.StreamTip;
import dev.halley.job.record.Position;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.StreamMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The script in a Redis that has lost something, may have, or has no memory left. */
class AppendScriptLossIT extends AppendScriptCase {
    @Test
    void entriesWithoutTheirHeadGiveWay() {
        append(0, 1);
        redis().del(KEYS.streamHead(STREAM));
        look(77);
        AppendAnswer answer = append(2);
        assertThat(answer.tip()).isEqualTo(new StreamTip(77, 1));
        assertThat(log()).hasSize(1);
    }

    @Test
    void redisThatStartedAgainWithEverythingKeepsTheEpochOfWhatIsRemembered() {
        remembered = append(0, 1).tip();
        startAgain();
        provedUnder = replicationId();
        AppendAnswer answer = append(2);
        assertThat(answer.tip()).isEqualTo(new StreamTip(remembered.epoch(), 3));
        assertThat(answer.epoch().begun()).isFalse();
    }

    @Test
    void whatIsRememberedIsNoProofToAJobThatMayHaveLostThePartition() {
        String before = replicationId();
        remembered = append(0, 1).tip();
        startAgain();
        Map<String, byte[]> untouched = saved();
        assertThat(append(2)).isEqualTo(AppendAnswer.unproved(replicationId()));
        provedUnder = before;
        assertThat(append(2)).isEqualTo(AppendAnswer.unproved(replicationId()));
        assertThat(saved()).usingRecursiveComparison().isEqualTo(untouched);
    }

    @Test
    void redisThatStartedAgainBeginsAnEpochForWhatNobodyRemembers() {
        StreamTip before = append(0, 1).tip();
        startAgain();
        AppendAnswer known = append(1);
        assertThat(kinds(known)).containsExactly(Kind.SEEN);
        assertThat(known.tip()).isEqualTo(new StreamTip(0, before.last()));
        AppendAnswer answer = append(2);
        assertThat(answer.epoch().begun()).isTrue();
        assertThat(answer.tip().epoch()).isNotEqualTo(before.epoch());
        assertThat(log()).hasSize(3);
    }

    @Test
    void aRestartThatIsKnownToHaveLostNothingKeepsTheEpochOfWhatNobodyRemembers() {
        String first = replicationId();
        StreamTip before = append(0, 1).tip();
        startAgain();
        String second = replicationId();
        startAgain();

        AppendAnswer answer = append(new FormerMasters(replicationId(), List.of(first, second)));

        assertThat(answer.epoch().begun()).isFalse();
        assertThat(answer.tip()).isEqualTo(new StreamTip(before.epoch(), 3));
        assertThat(head()).containsEntry("inc", replicationId());
    }

    @Test
    void whatIsKnownOfARestartSaysNothingOfALaterOne() {
        String first = replicationId();
        StreamTip before = append(0, 1).tip();
        startAgain();
        String second = replicationId();
        startAgain();

        AppendAnswer answer = append(new FormerMasters(second, List.of(first)));

        assertThat(answer.epoch().begun()).isTrue();
        assertThat(answer.tip().epoch()).isNotEqualTo(before.epoch());
    }

    /** A message by a job that was told this. */
    private AppendAnswer append(FormerMasters former) {
        String reply = run(AppendScript.text(former), request(List.of(message(2))));
        return new AppendReply(reply).answer();
    }

    @Test
    void redisThatLostTheTailBeginsAnEpochBehindWhatItHas() {
        int before = append(0, 1).tip().epoch();
        remembered = new StreamTip(before, 5);
        AppendAnswer answer = append(2);
        assertThat(answer.epoch().begun()).isTrue();
        assertThat(answer.tip().last()).isEqualTo(3);
        assertThat(log()).extracting(StreamMessage::getId).containsExactly("1-0", "2-0", "3-0");
        assertThat(head())
                .containsEntry("first", "1")
                .containsEntry("epochs", before + ":2 " + answer.tip().epoch());
    }

    @Test
    void aHeadThatAReaderBeganInAnEmptyRedisIsNotContinuedByWhoRemembersMore() {
        remembered = append(0, 1).tip();
        redis().flushall();
        look(77);
        AppendAnswer answer = append(2);
        assertThat(answer.epoch().begun()).isTrue();
        assertThat(answer.tip().epoch()).isNotIn(77, remembered.epoch());
        assertThat(offsets(answer)).containsExactly(1L);
        assertThat(log()).extracting(StreamMessage::getId).containsExactly("1-0");
    }

    @Test
    void redisThatLostAllGoesOnBehindWhatIsRemembered() {
        remembered = append(0, 1).tip();
        redis().flushall();
        AppendAnswer answer = append(2);
        assertThat(answer.epoch().begun()).isTrue();
        assertThat(offsets(answer)).containsExactly(3L);
        assertThat(head()).containsEntry("epochs", "0:2 " + answer.tip().epoch());
    }

    @Test
    void withoutMemoryNothingIsAppendedAndNothingGoes() {
        append(0, 1);
        withoutMemory(
                () ->
                        assertThatThrownBy(() -> append(2))
                                .isInstanceOf(RedisCommandExecutionException.class)
                                .hasMessageContaining("maxmemory"));
        assertThat(log()).hasSize(2);
        AppendAnswer answer = append(2);
        assertThat(answer.tip().last()).isEqualTo(3);
        assertThat(answer.epoch().begun()).isFalse();
        assertThat(log()).hasSize(3);
    }

    @Test
    void withoutMemoryNoStreamBegins() {
        withoutMemory(
                () ->
                        assertThatThrownBy(() -> append(0))
                                .isInstanceOf(RedisCommandExecutionException.class));
        assertThat(redis().dbsize()).isZero();
    }

    @Test
    void appendsWaitForMemoryAndGoOnWithIt() {
        ScriptedAppends job = new ScriptedAppends(this::run);
        job.take(0);
        job.pass();
        withoutMemory(
                () -> {
                    job.take(1);
                    job.pass();
                    job.take(2);
                    job.pass();
                });
        assertThat(job.count(AppendIncident.RETRY)).isEqualTo(2);
        assertThat(job.appended()).isEqualTo(1);
        job.pass();
        job.pass();
        assertThat(job.appended()).isEqualTo(3);
        assertThat(job.count(AppendIncident.APPENDED)).isEqualTo(3);
        assertThat(job.count(AppendIncident.EPOCH_BEGUN)).isEqualTo(1);
    }

    private void withoutMemory(Runnable then) {
        redis().configSet("maxmemory", "1");
        try {
            then.run();
        } finally {
            redis().configSet("maxmemory", "0");
        }
    }

    @Test
    void whatWasLostWithItsPositionsIsAppendedAgain() {
        append(0);
        Map<String, byte[]> replica = saved();
        remembered = append(1, 2, 3).tip();
        failOver(replica);
        append(4);

        remembered = StreamTip.UNKNOWN;
        committed = new Position(0, 1);
        AppendAnswer again = append(0, 1, 2, 3, 4);

        assertThat(kinds(again))
                .containsExactly(Kind.SEEN, Kind.APPENDED, Kind.APPENDED, Kind.APPENDED, Kind.SEEN);
        assertThat(offsets(again)).containsExactly(1L, 3L, 4L, 5L, 2L);
        assertThat(kinds(append(1, 3))).containsExactly(Kind.SEEN, Kind.SEEN);
    }

    @Test
    void whatIsCommittedIsNotLookedForAnyMore() {
        append(0);
        committed = new Position(0, 1);
        Map<String, byte[]> replica = saved();
        remembered = append(1, 2, 3).tip();
        failOver(replica);
        append(4);
        committed = new Position(0, 3);
        assertThat(kinds(append(2, 3))).containsExactly(Kind.TRIMMED, Kind.APPENDED);
        assertThat(head()).containsEntry("lost", "0:1 0:4");
        committed = new Position(0, 4);
        append(5);
        assertThat(head()).doesNotContainKey("lost");
    }

    @Test
    void whatWasLostBelowAHeadThatAReaderBeganIsAppendedAgain() {
        remembered = append(0, 1, 2).tip();
        redis().flushall();
        look(77);
        append(3);
        remembered = StreamTip.UNKNOWN;
        committed = new Position(0, 1);
        assertThat(kinds(append(0, 1, 2, 3)))
                .containsExactly(Kind.TRIMMED, Kind.APPENDED, Kind.APPENDED, Kind.SEEN);
    }

    @Test
    void aSecondLossDoesNotEndTheSearchForTheFirst() {
        append(0);
        Map<String, byte[]> first = saved();
        remembered = append(1, 2).tip();
        failOver(first);
        append(3);
        Map<String, byte[]> second = saved();
        remembered = append(4).tip();
        failOver(second);
        remembered = append(5).tip();
        assertThat(kinds(append(1, 2, 3, 4, 5)))
                .containsExactly(Kind.APPENDED, Kind.APPENDED, Kind.SEEN, Kind.APPENDED, Kind.SEEN);
    }
}
