package dev.halley.logic.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.halley.api.record.Record;
import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.errors.KeyReusedException;
import dev.halley.logic.errors.UnavailableException;
import dev.halley.logic.ids.MessageIds;
import dev.halley.logic.push.PushCommand;
import dev.halley.logic.push.Target;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class IdempotentPushTest {
    private static final Instant NOW = Instant.parse("2027-01-15T08:00:00Z");

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final FakeLog log = new FakeLog();
    private final FakeKeys keys = new FakeKeys();
    private final MessageIds ids = new MessageIds(clock);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LogPushService pushes =
            new LogPushService(
                    new PushLog(log, new Partitions(8, 16, 2), ids),
                    keys,
                    new PushLimits("default", 100, 10, 3, 20),
                    new PushMetrics(meters),
                    clock);

    @BeforeEach
    void lease() {
        ids.use(1, 0);
    }

    @Test
    void aRepeatIsProducedAgainUnderTheFirstId() {
        begin("k", "hello");
        begin("k", "hello");
        assertThat(log.appended).hasSize(2);
        assertThat(record(1).getMessageId()).isEqualTo(record(0).getMessageId());
        log.appended.get(1).waiting().acknowledged();
    }

    @Test
    void theRepeatIsAnsweredWithTheFirstIdEvenWhenTheFirstIsUndecided() {
        begin("k", "hello");
        CompletableFuture<Long> repeat = push("k", "hello");
        log.appended.get(1).waiting().acknowledged();
        assertThat(repeat).isCompletedWithValue(record(0).getMessageId());
    }

    @Test
    void saysUntilWhenTheIdMayComeAgain() {
        begin("k", "hello");
        long anHourBehindTheKey = NOW.plus(Duration.ofHours(25)).toEpochMilli();
        assertThat(record(0).getOnceUntilMs()).isEqualTo(anHourBehindTheKey);
    }

    @Test
    void withoutAKeyEveryPushIsAnotherOne() {
        pushes.push(command("hello"));
        pushes.push(command("hello"));
        assertThat(record(0).getMessageId()).isNotEqualTo(record(1).getMessageId());
        assertThat(record(0).getOnceUntilMs()).isZero();
    }

    @Test
    void refusesAKeyThatStandsForAnotherPush() {
        begin("k", "hello");
        CompletableFuture<Long> other = push("k", "bye");
        assertThatThrownBy(other::join).hasCauseInstanceOf(KeyReusedException.class);
        assertThat(log.appended).hasSize(1);
        assertThat(count("key_reused")).isEqualTo(1);
    }

    @Test
    void producesNothingWhenTheKeyCannotBeBound() {
        keys.away = true;
        CompletableFuture<Long> push = push("k", "hello");
        assertThatThrownBy(push::join).hasCauseInstanceOf(UnavailableException.class);
        assertThat(log.appended).isEmpty();
        assertThat(count("no_key")).isEqualTo(1);
    }

    @Test
    void producesNothingBeforeTheKeyIsBound() {
        keys.holding = true;
        begin("k", "hello");
        assertThat(log.appended).isEmpty();
        keys.release();
        assertThat(log.appended).hasSize(1);
    }

    @Test
    void twoAtOnceHaveOneId() {
        keys.holding = true;
        CompletableFuture<Long> one = push("k", "hello");
        CompletableFuture<Long> two = push("k", "hello");
        keys.release();
        log.appended.forEach(appended -> appended.waiting().acknowledged());
        assertThat(one.join()).isEqualTo(two.join());
    }

    @Test
    void aBatchKeepsItsOrderWhileAKeyIsBeingBound() {
        keys.holding = true;
        pushes.pushAll(
                List.of(
                        command("1").withIdempotencyKey("a"),
                        command("2"),
                        command("3").withIdempotencyKey("b"),
                        command("4")));
        keys.release();
        assertThat(log.appended)
                .extracting(one -> one.record().getPush().getPayload().toStringUtf8())
                .containsExactly("1", "2", "3", "4");
    }

    @Test
    void onePushOfABatchThatIsRefusedStopsNoOther() {
        begin("k", "taken");
        List<CompletionStage<Long>> answers =
                pushes.pushAll(
                        List.of(
                                command("1").withIdempotencyKey("k"),
                                command("2").withIdempotencyKey(""),
                                command("3")));
        assertThat(answers.get(0).toCompletableFuture()).isCompletedExceptionally();
        assertThat(answers.get(1).toCompletableFuture()).isCompletedExceptionally();
        assertThat(record(1).getPush().getPayload().toStringUtf8()).isEqualTo("3");
    }

    @ParameterizedTest
    @CsvSource({
        "0, '0 characters (expected: 1 to 255 characters)'",
        "256, '256 characters (expected: 1 to 255 characters)'",
    })
    void refusesAKeyOfTheWrongLength(int length, String message) {
        assertThatThrownBy(() -> push("k".repeat(length), "hello").join())
                .hasCauseInstanceOf(InvalidPushException.class)
                .hasRootCauseMessage("idempotency_key: " + message);
        assertThat(keys.bound).isEmpty();
    }

    @Test
    void takesTheLongestKeyAndNoControlCharacter() {
        begin("k".repeat(255), "hello");
        assertThat(log.appended).hasSize(1);
        assertThatThrownBy(() -> push("a\tb", "hello").join())
                .hasRootCauseMessage(
                        "idempotency_key: with control characters (expected: printable"
                                + " characters)");
    }

    private void begin(String key, String payload) {
        assertThat(push(key, payload)).isNotCancelled();
    }

    private CompletableFuture<Long> push(String key, String payload) {
        return pushes.push(command(payload).withIdempotencyKey(key)).toCompletableFuture();
    }

    private static PushCommand command(String payload) {
        return new PushCommand(
                "default",
                1,
                ByteString.copyFromUtf8(payload),
                new Target.Users(List.of("ann")),
                0,
                "");
    }

    private Record record(int index) {
        return log.appended.get(index).record();
    }

    private double count(String result) {
        return meters.get("halley.logic.pushes")
                .tag("target", "users")
                .tag("result", result)
                .counter()
                .count();
    }
}
