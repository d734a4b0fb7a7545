package dev.halley.logic.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.halley.api.record.Record;
import dev.halley.logic.ids.MessageIds;
import dev.halley.logic.push.PushCommand;
import dev.halley.logic.push.Target;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A caller repeats each push until it is answered, while the logics that serve it are killed at every
 * step. What Kafka then holds is read as job does: an id that was there before counts no more.
 */
@Timeout(30)
class KilledLogicTest {
    private static final int KILLS = 50;

    private final Random random = new Random(20_271_115);
    private final FakeKeys redis = new FakeKeys();
    private final List<Record> kafka = new ArrayList<>();
    private final Map<String, Long> answered = new HashMap<>();

    private int kills;
    private Logic logic = new Logic(0);

    @Test
    void eachKeyIsInItsStreamExactlyOnce() {
        int pushes = 0;
        while (kills < KILLS || pushes < 200) {
            String key = "key-" + pushes++;
            while (!attempt(key)) {
                logic = new Logic(kills);
            }
        }

        Set<Long> seen = new HashSet<>();
        List<String> stream =
                kafka.stream()
                        .filter(record -> seen.add(record.getMessageId()))
                        .map(record -> record.getPush().getPayload().toStringUtf8())
                        .toList();
        assertThat(stream).doesNotHaveDuplicates().hasSize(pushes);
        assertThat(kafka).hasSizeGreaterThan(pushes);
        assertThat(answered).hasSize(pushes);
        kafka.forEach(
                record ->
                        assertThat(answered)
                                .containsEntry(
                                        record.getPush().getPayload().toStringUtf8(),
                                        record.getMessageId()));
    }

    // True when the caller has its answer; false: logic died, and the caller does not know how far
    // it came.
    private boolean attempt(String key) {
        Step last = Step.values()[random.nextInt(Step.values().length)];
        boolean killed = kills < KILLS && last != Step.ANSWERED;
        if (killed) {
            kills++;
        }
        redis.holding = true;
        CompletableFuture<Long> answer =
                killed && last == Step.RECEIVED ? new CompletableFuture<>() : logic.push(key);
        if (killed && last.compareTo(Step.BOUND) <= 0) {
            redis.held.clear();
            return false;
        }
        redis.release();
        if (killed && last == Step.SENT_BUT_LOST) {
            return false;
        }
        kafka.add(logic.log.appended.get(0).record());
        if (killed && last == Step.IN_KAFKA) {
            return false;
        }
        logic.log.appended.remove(0).waiting().acknowledged();
        answered.put(key, answer.join());
        return true;
    }

    /** How far a push came when its logic died. */
    private enum Step {
        RECEIVED,
        BOUND,
        SENT_BUT_LOST,
        IN_KAFKA,
        ANSWERED
    }

    /** One life of a logic: a new worker number, and a memory of nothing. */
    private final class Logic {
        private final FakeLog log = new FakeLog();
        private final LogPushService pushes;

        Logic(int worker) {
            MessageIds ids = new MessageIds(Clock.systemUTC());
            ids.use(worker, 0);
            pushes =
                    new LogPushService(
                            new PushLog(log, new Partitions(8, 16, 2), ids),
                            redis,
                            new PushLimits("default", 100, 10, 3, 20),
                            new PushMetrics(new SimpleMeterRegistry()),
                            Clock.systemUTC());
        }

        CompletableFuture<Long> push(String key) {
            return pushes.push(
                            new PushCommand(
                                            "default",
                                            1,
                                            ByteString.copyFromUtf8(key),
                                            new Target.Room("a://1"),
                                            0,
                                            "")
                                    .withIdempotencyKey(key))
                    .toCompletableFuture();
        }
    }
}
