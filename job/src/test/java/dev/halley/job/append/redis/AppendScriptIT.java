package dev.halley.job.append.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.record.StreamEntry;
import dev.halley.job.append.AppendAnswer;
import dev.halley.job.append.AppendMessage;
import dev.halley.job.append.AppendRequest;
import dev.halley.job.append.AppendResult.Kind;
import dev.halley.job.append.StreamTip;
import dev.halley.job.record.Position;
import dev.halley.runtime.streams.Retention;
import io.lettuce.core.StreamMessage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The script in a real Redis: what it answers, and what it leaves behind. */
class AppendScriptIT extends AppendScriptCase {
    @Test
    void offsetsGoOnByOneAndEntriesComeBackAsTheyWere() throws Exception {
        append(0, 1);
        AppendAnswer answer = append(2);
        assertThat(offsets(answer)).containsExactly(3L);
        List<StreamMessage<String, String>> log = log();
        assertThat(log).extracting(StreamMessage::getId).containsExactly("1-0", "2-0", "3-0");
        byte[] stored = log.get(2).getBody().get("m").getBytes(ISO_8859_1);
        assertThat(StreamEntry.parseFrom(stored)).isEqualTo(entry(2));
        assertThat(log.get(2).getBody()).containsEntry("t", Long.toString(nowMs));
        assertThat(head()).containsEntry("last", "3").containsEntry("first", "1");
    }

    @Test
    void aPositionThatComesAgainHasItsOffset() {
        append(0, 1, 2);
        AppendAnswer answer = append(1, 2, 3);
        assertThat(kinds(answer)).containsExactly(Kind.SEEN, Kind.SEEN, Kind.APPENDED);
        assertThat(offsets(answer)).containsExactly(2L, 3L, 4L);
    }

    @Test
    void aHigherLeaderEpochMakesAnOffsetOfKafkaAnotherPosition() {
        append(0, 1);
        AppendAnswer answer = run(new AppendMessage(new Position(1, 0), entry(5), 0), message(2));
        assertThat(kinds(answer)).containsExactly(Kind.APPENDED, Kind.TRIMMED);
    }

    @Test
    void positionsGoWhenTheyAreCommitted() {
        append(0, 1, 2);
        committed = new Position(0, 2);
        append(3);
        committed = Position.NOTHING;
        assertThat(kinds(append(0, 1, 2, 3)))
                .containsExactly(Kind.TRIMMED, Kind.TRIMMED, Kind.SEEN, Kind.SEEN);
        append(IntStream.range(4, 40).toArray());
        assertThat(redis().llen(KEYS.streamSeen(STREAM))).isPositive();
        committed = new Position(0, 40);
        append(40);
        assertThat(redis().exists(KEYS.streamSeen(STREAM))).isZero();
        assertThat(head().get("recent")).isEqualTo("0:40 41 0:40=41");
    }

    @Test
    void whatIsCommittedAtTheFrontOfManyPositionsGoes() {
        IntStream.range(1_000, 1_400).forEach(this::append);
        long all = redis().llen(KEYS.streamSeen(STREAM));
        committed = new Position(0, 1_390);
        IntStream.range(1_400, 1_410).forEach(this::append);
        assertThat(all).isGreaterThan(50);
        assertThat(redis().llen(KEYS.streamSeen(STREAM))).isLessThan(10);
        assertThat(kinds(append(1_389, 1_390))).containsExactly(Kind.TRIMMED, Kind.SEEN);
    }

    @Test
    void thereAreNoMorePositionsThanAllowed() {
        positions = 3;
        IntStream.range(100, 140).forEach(this::append);
        assertThat(redis().llen(KEYS.streamSeen(STREAM))).isEqualTo(3);
        assertThat(kinds(append(100, 110))).containsOnly(Kind.TRIMMED);
        assertThat(kinds(append(137, 138, 139))).containsOnly(Kind.SEEN);
    }

    @Test
    void offsetsOfManyPositionsAreKnown() {
        IntStream.range(100, 140).forEach(this::append);
        assertThat(offsets(append(100, 120, 139))).containsExactly(1L, 21L, 40L);
    }

    @Test
    void aMessageIdThatMayComeAgainCountsOnce() {
        AppendMessage first = new AppendMessage(new Position(0, 0), entry(9), nowMs + 60_000);
        AppendMessage second = new AppendMessage(new Position(0, 1), entry(9), nowMs + 60_000);
        assertThat(kinds(run(first, second))).containsExactly(Kind.APPENDED, Kind.REPEATED);
        assertThat(kinds(run(first, second))).containsExactly(Kind.SEEN, Kind.REPEATED);
        assertThat(redis().pttl(KEYS.streamOnce(STREAM, 9))).isBetween(1L, 60_000L);
        assertThat(log()).hasSize(1);
    }

    @Test
    void keepsAsManyMessagesAsAllowed() {
        retention = new Retention(3, HOUR, 1_000_000);
        append(0, 1, 2, 3, 4);
        assertThat(log()).extracting(StreamMessage::getId).containsExactly("3-0", "4-0", "5-0");
        assertThat(head()).containsEntry("first", "3");
    }

    @Test
    void keepsMessagesAsLongAsAllowed() {
        append(0, 1);
        nowMs += HOUR.toMillis() * 17 / 16;
        append(2);
        assertThat(log()).hasSize(3);
        nowMs += 1;
        append(3);
        assertThat(log()).extracting(StreamMessage::getId).containsExactly("3-0", "4-0");
        assertThat(head()).containsEntry("first", "3");
    }

    @Test
    void trimsOnlyWhenASixteenthMoreIsThereAndThenAllThatIsTooMuch() {
        retention = new Retention(32, HOUR, 1_000_000);
        append(IntStream.range(0, 34).toArray());
        assertThat(log()).hasSize(34);
        append(34);
        assertThat(log()).hasSize(32);
        assertThat(head()).containsEntry("first", "4");
    }

    @Test
    void keepsAsManyBytesAsAllowedAndTheLastMessageAlways() {
        retention = new Retention(1_000, HOUR, 3 * PAYLOAD_BYTES);
        append(0, 1, 2, 3);
        assertThat(log()).extracting(StreamMessage::getId).containsExactly("3-0", "4-0");
        retention = new Retention(1_000, HOUR, 1);
        append(4);
        assertThat(log()).extracting(StreamMessage::getId).containsExactly("5-0");
    }

    @Test
    void whatIsTrimmedAtOnceIsBoundedAndTheRestGoesLater() {
        retention = new Retention(10_000, HOUR, 10_000_000);
        append(IntStream.range(0, 1_000).toArray());
        retention = new Retention(10, HOUR, 10_000_000);
        append(1_000);
        assertThat(log()).hasSizeBetween(800, 900);
        IntStream.range(1_001, 1_020).forEach(this::append);
        assertThat(log()).hasSize(10);
    }

    @Test
    void largeOffsetsStayDigitsInAllParts() {
        long large = 1L << 50;
        remembered = new StreamTip(5, large);
        assertThat(offsets(append(0))).containsExactly(large + 1);
        KnownHead head = usualHead();
        assertThat(head.tip()).isEqualTo(remembered);
        assertThat(head.tip().last()).isGreaterThan(large + 1);

        assertThat(isDone(head.append(request(List.of(message(50))), master).orElseThrow()))
                .isTrue();
        assertThat(offsets(append(50))).containsExactly(head.tip().last() + 1);
    }

    @Test
    void aRepetitionThatAnotherJobSawIsNotWrittenOver() {
        run(request(List.of(once(0))));
        KnownHead head = usualHead();
        AppendRequest next = request(List.of(message(50)));
        List<StreamMessage<String, String>> before = log();
        assertThat(kinds(run(request(List.of(once(40)))))).containsExactly(Kind.REPEATED);

        assertThat(isDone(head.append(next, master).orElseThrow())).isFalse();
        assertThat(log()).isEqualTo(before);
    }

    @Test
    void aLogThatExpiredBeginsBehindTheHead() {
        append(0, 1);
        redis().del(KEYS.streamLog(STREAM));
        AppendAnswer answer = append(2);
        assertThat(offsets(answer)).containsExactly(3L);
        assertThat(answer.epoch().begun()).isFalse();
        assertThat(head()).containsEntry("first", "3");
    }
}
