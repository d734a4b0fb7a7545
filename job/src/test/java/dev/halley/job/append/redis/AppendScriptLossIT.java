package dev.halley.job.append.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.job.append.AppendAnswer;
import dev.halley.job.append.AppendIncident;
import dev.halley.job.append.AppendMessage;
import dev.halley.job.append.AppendRequest;
import dev.halley.job.append.AppendResult.Kind;
import dev.halley.job.append.StreamTip;
import dev.halley.job.record.Position;
import dev.halley.job.support.StreamsModel;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.StreamMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The script in a Redis that has lost something, may have, or has no memory left. */
class AppendScriptLossIT extends AppendScriptCase {
    @Test
    void entriesWithoutTheirHeadGiveWay() {
        append(0, 1);
        redis().del(KEYS.streamHead(STREAM));
        beginHead(77);
        AppendAnswer answer = append(2);
        assertThat(answer.tip()).isEqualTo(new StreamTip(77, 1));
        assertThat(log()).hasSize(1);
    }

    @Test
    void redisThatStartedAgainWithEverythingKeepsTheEpochOfWhatIsRemembered() {
        remembered = append(0, 1).tip();
        startAgain();
        AppendAnswer answer = append(2);
        assertThat(answer.tip()).isEqualTo(new StreamTip(remembered.epoch(), 3));
        assertThat(answer.epochBegun()).isFalse();
    }

    @Test
    void redisThatStartedAgainBeginsAnEpochForWhatNobodyRemembers() {
        StreamTip before = append(0, 1).tip();
        startAgain();
        AppendAnswer known = append(1);
        assertThat(kinds(known)).containsExactly(Kind.SEEN);
        assertThat(known.tip()).isEqualTo(StreamTip.UNKNOWN);
        AppendAnswer answer = append(2);
        assertThat(answer.epochBegun()).isTrue();
        assertThat(answer.tip().epoch()).isNotEqualTo(before.epoch());
        assertThat(log()).hasSize(3);
    }

    @Test
    void redisThatLostTheTailBeginsAnEpochBehindWhatIsRemembered() {
        append(0, 1);
        remembered = new StreamTip(1, 5);
        AppendAnswer answer = append(2);
        assertThat(answer.epochBegun()).isTrue();
        assertThat(answer.tip().last()).isEqualTo(6);
        assertThat(log()).extracting(StreamMessage::getId).containsExactly("6-0");
        assertThat(head()).containsEntry("first", "6");
    }

    @Test
    void aHeadThatAReaderBeganInAnEmptyRedisIsNotContinuedByWhoRemembersMore() {
        remembered = append(0, 1).tip();
        redis().flushall();
        beginHead(77);
        AppendAnswer answer = append(2);
        assertThat(answer.epochBegun()).isTrue();
        assertThat(answer.tip().epoch()).isNotIn(77, remembered.epoch());
        assertThat(offsets(answer)).containsExactly(3L);
        assertThat(log()).extracting(StreamMessage::getId).containsExactly("3-0");
    }

    // As a reader does who asks where a stream ends that has no head.
    private void beginHead(int epoch) {
        redis().hset(
                        KEYS.streamHead(STREAM),
                        Map.of(
                                "epoch",
                                Integer.toString(epoch),
                                "last",
                                "0",
                                "first",
                                "1",
                                "inc",
                                replicationId()));
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
        assertThat(answer.epochBegun()).isFalse();
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
    void answersAsTheModelDoes() {
        StreamsModel model = new StreamsModel();
        Random random = new Random(5);
        long next = 0;
        for (int round = 0; round < 300; round++) {
            List<AppendMessage> messages = new ArrayList<>();
            long from = Math.max(0, next - random.nextInt(6));
            for (long at = from; at < from + 1 + random.nextInt(6); at++) {
                long once = at % 3 == 0 ? nowMs + 60_000 : 0;
                messages.add(new AppendMessage(new Position(0, at), entry(at % 40), once));
            }
            next = Math.max(next, messages.get(messages.size() - 1).position().offset() + 1);
            committed = new Position(0, random.nextInt((int) next + 1));
            AppendRequest request = request(messages);
            AppendAnswer answer = model.run(request);
            assertThat(run(request)).as("round " + round).isEqualTo(answer);
            if (random.nextInt(10) == 0) {
                model.restart(model.copy());
                redis().hset(KEYS.streamHead(STREAM), "inc", "another");
            }
            remembered = random.nextBoolean() ? answer.tip() : StreamTip.UNKNOWN;
        }
    }
}
