package dev.halley.job.append.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.job.append.AppendAnswer;
import dev.halley.job.append.AppendEpoch;
import dev.halley.job.append.AppendMessage;
import dev.halley.job.append.AppendRequest;
import dev.halley.job.append.AppendResult;
import dev.halley.job.append.AppendResult.Kind;
import dev.halley.job.append.StreamTip;
import dev.halley.job.record.LogId;
import dev.halley.job.record.Position;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Jobs of the release before, which keep every position in the list, beside those of this one. */
class AppendScriptReleaseIT extends AppendScriptCase {
    private static final String BEFORE = AppendScript.load("append-of-the-release-before.lua");
    private static final int MASTER = 12;
    private static final int PROVED = 13;
    private static final int TIP_FIELDS = 3;
    private static final Kind[] KINDS = {Kind.APPENDED, Kind.SEEN, Kind.REPEATED, Kind.TRIMMED};

    @Test
    void whatTheReleaseBeforeAppendedIsKnown() {
        before(0, 1);
        committed = new Position(0, 2);
        before(2, 3);
        AppendAnswer answer = append(1, 2, 3, 4);
        assertThat(kinds(answer))
                .containsExactly(Kind.TRIMMED, Kind.SEEN, Kind.SEEN, Kind.APPENDED);
        assertThat(offsets(answer)).containsExactly(0L, 3L, 4L, 5L);
        assertThat(answer.epoch().begun()).isFalse();
        assertThat(offsets(append(2, 4))).containsExactly(3L, 5L);
    }

    @Test
    void whatTheReleaseBeforeMayHaveLostIsLookedForOn() {
        before(0);
        Map<String, byte[]> replica = saved();
        remembered = before(1, 2, 3).tip();
        failOver(replica);
        before(4);
        remembered = StreamTip.UNKNOWN;
        assertThat(kinds(append(0, 1, 4))).containsExactly(Kind.SEEN, Kind.APPENDED, Kind.SEEN);
    }

    @Test
    void itsListIsBoundedAndGoesOnceAllIsCommitted() {
        before(IntStream.range(0, 60).toArray());
        positions = 20;
        append(IntStream.range(60, 80).toArray());
        assertThat(redis().llen(KEYS.streamSeen(STREAM))).isEqualTo(20);
        committed = new Position(0, 80);
        append(80);
        assertThat(redis().exists(KEYS.streamSeen(STREAM))).isZero();
    }

    @Test
    void aJobOfTheReleaseBeforeGoesOnBehindThisOneAndBack() {
        append(0, 1);
        committed = new Position(0, 2);
        AppendAnswer between = before(2, 3);
        assertThat(kinds(between)).containsOnly(Kind.APPENDED);
        AppendAnswer answer = append(2, 3, 4);
        assertThat(kinds(answer)).containsExactly(Kind.SEEN, Kind.SEEN, Kind.APPENDED);
        assertThat(offsets(answer)).containsExactly(3L, 4L, 5L);
        assertThat(log()).extracting(StreamMessage::getId).hasSize(5).endsWith("5-0");
    }

    @Test
    void whatThisOneHadInTheHeadIsTakenForFinishedByTheReleaseBefore() {
        append(0, 1);
        assertThat(kinds(before(0, 1))).containsOnly(Kind.TRIMMED);
        assertThat(log()).hasSize(2);
    }

    @Test
    void keysThatTheReleaseBeforeRenewedAreRenewedAgain() {
        append(0);
        before(1);
        assertThat(redis().pttl(KEYS.streamLog(STREAM))).isLessThanOrEqualTo(HOUR.toMillis());
        append(2);
        assertThat(redis().pttl(KEYS.streamLog(STREAM))).isGreaterThan(HOUR.toMillis());
    }

    @Test
    void anEpochThatTheReleaseBeforeBeganHasNothingKnownBeforeIt() {
        append(0);
        startAgain();
        before(1);
        AppendAnswer answer = append(2);
        assertThat(answer.epoch().begun()).isFalse();
        assertThat(answer.epoch().lineage()).isNull();

        startAgain();
        AppendEpoch next = append(3).epoch();
        assertThat(next.lineage().getFormerList())
                .containsExactly(former(answer.epoch().number(), 3));
    }

    @Test
    void aRepetitionThatItSawInAnotherPartitionIsNotWrittenOver() {
        run(request(List.of(once(0))));
        KnownHead head = usualHead();
        AppendRequest next = request(List.of(message(50)));
        List<StreamMessage<String, String>> before = log();
        log = new LogId("halley-room", "topic-2", 3);
        assertThat(kinds(before(List.of(once(9))))).containsExactly(Kind.REPEATED);

        assertThat(isDone(head.append(next, master).orElseThrow())).isFalse();
        assertThat(log()).isEqualTo(before);
    }

    private AppendAnswer before(int... offsets) {
        return before(IntStream.of(offsets).mapToObj(this::message).toList());
    }

    private AppendAnswer before(List<AppendMessage> messages) {
        AppendRequest request = request(messages);
        AppendScript script = new AppendScript(request, "", BEFORE);
        List<String> arguments = new ArrayList<>(Arrays.asList(script.arguments()));
        arguments.remove(PROVED);
        arguments.remove(MASTER);
        List<Long> reply =
                redis().eval(
                                BEFORE,
                                ScriptOutputType.MULTI,
                                script.keys(),
                                arguments.toArray(String[]::new));
        List<AppendResult> results = new ArrayList<>();
        for (int i = TIP_FIELDS; i < reply.size(); i += TIP_FIELDS) {
            Kind kind = KINDS[reply.get(i).intValue() - 1];
            results.add(new AppendResult(kind, reply.get(i + 2)));
        }
        StreamTip tip = new StreamTip(reply.get(0).intValue(), reply.get(1));
        return new AppendAnswer(
                tip, new AppendEpoch(tip.epoch(), reply.get(2) == 1, null), results);
    }
}
