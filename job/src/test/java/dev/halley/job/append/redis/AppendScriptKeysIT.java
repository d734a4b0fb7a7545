package dev.halley.job.append.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.job.append.StreamTip;
import dev.halley.job.record.Position;
import dev.halley.runtime.streams.Retention;
import io.lettuce.core.StreamMessage;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long the keys of a stream live, what an append costs, and which server the head names. */
class AppendScriptKeysIT extends AppendScriptCase {
    private static final long DAYS_30 = Duration.ofDays(30).toMillis();
    private static final long SIXTEENTH = HOUR.toMillis() / 16;

    private final String headKey = KEYS.streamHead(STREAM);
    private final String logKey = KEYS.streamLog(STREAM);
    private final String seenKey = KEYS.streamSeen(STREAM);

    @BeforeEach
    void begin() {
        append(0);
    }

    @Test
    void keysLiveAnEighthLongerThanTheyHaveTo() {
        append(IntStream.range(1, 40).toArray());
        assertThat(redis().pttl(logKey)).isBetween(HOUR.toMillis(), HOUR.toMillis() * 9 / 8);
        assertThat(redis().pttl(headKey)).isBetween(DAYS_30, DAYS_30 + HOUR.toMillis() / 8);
        assertThat(redis().pttl(seenKey)).isBetween(DAYS_30, DAYS_30 + HOUR.toMillis() / 8);
    }

    @Test
    void keysAreRenewedOnceASixteenthOfTheirTimeIsOver() {
        soonGone();
        nowMs += SIXTEENTH - 1;
        append(1);
        assertAboutToGo();
        nowMs += 1;
        append(2);
        assertRenewed();
    }

    @Test
    void keysAreRenewedWhenTheyShallLiveForAnotherTime() {
        soonGone();
        retention = new Retention(1_000, Duration.ofHours(2), 1_000_000);
        append(1);
        assertRenewed();
    }

    @Test
    void keysAreRenewedByAClockThatWasSetBack() {
        soonGone();
        nowMs -= 1;
        append(1);
        assertRenewed();
    }

    @Test
    void aLogThatBeginsAnewIsGivenItsTime() {
        soonGone();
        redis().del(logKey);
        append(1);
        assertRenewed();
    }

    @Test
    void aListThatBeginsAnewIsGivenItsTime() {
        append(IntStream.range(1, 40).toArray());
        redis().del(seenKey);
        append(IntStream.range(40, 80).toArray());
        assertThat(redis().pttl(seenKey)).isGreaterThan(DAYS_30);
    }

    private void soonGone() {
        redis().pexpire(logKey, SIXTEENTH);
        redis().pexpire(headKey, SIXTEENTH);
    }

    private void assertAboutToGo() {
        assertThat(redis().pttl(logKey)).isBetween(1L, SIXTEENTH);
        assertThat(redis().pttl(headKey)).isBetween(1L, SIXTEENTH);
    }

    private void assertRenewed() {
        assertThat(redis().pttl(logKey)).isGreaterThan(HOUR.toMillis());
        assertThat(redis().pttl(headKey)).isGreaterThan(DAYS_30);
    }

    @Test
    void theUsualAppendTakesThreeCommands() {
        master = replicationId();
        remembered = append(1).tip();
        committed = new Position(0, 2);
        remembered = append(2).tip();
        redis().configResetstat();
        for (int offset = 3; offset < 103; offset++) {
            committed = new Position(0, offset);
            remembered = append(offset).tip();
        }
        assertThat(calls()).containsExactly("eval 100", "hmget 100", "hset 100", "xadd 100");
    }

    private List<String> calls() {
        return redis().info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_") && !line.contains("config"))
                .map(line -> line.split("[_:=,]"))
                .map(line -> line[1] + " " + line[3])
                .sorted()
                .toList();
    }

    @Test
    void anIdThatIsOldProvesNothing() {
        StreamTip before = append(1).tip();
        failOver(saved());
        master = "another";
        assertThat(append(2).epoch().begun()).isTrue();
        remembered = new StreamTip(before.epoch(), before.last() + 5);
        assertThat(append(3).epoch().begun()).isTrue();
    }

    @Test
    void whoIsProvedByTheEndLeavesAnIdThatMayBeOldWhereItIs() {
        remembered = append(1).tip();
        failOver(saved());
        master = "another";
        remembered = append(2).tip();
        assertThat(remembered.epoch()).isEqualTo(1);
        assertThat(head()).containsEntry("inc", "another");
        master = "";
        provedUnder = replicationId();
        remembered = append(3).tip();
        assertThat(head()).containsEntry("inc", replicationId());
        assertThat(log()).extracting(StreamMessage::getId).contains("4-0");
    }
}
