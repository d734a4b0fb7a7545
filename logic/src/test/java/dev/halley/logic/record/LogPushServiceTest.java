package dev.halley.logic.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.halley.api.kafka.Topics;
import dev.halley.api.record.Record;
import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.errors.UnavailableException;
import dev.halley.logic.ids.MessageIds;
import dev.halley.logic.kafka.AppendFailure;
import dev.halley.logic.push.PushCommand;
import dev.halley.logic.push.Target;
import dev.halley.logic.record.FakeLog.Appended;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
@SuppressWarnings("FutureReturnValueIgnored")
class LogPushServiceTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000, 123_456_000);
    private static final PushLimits LIMITS = new PushLimits("default", 65_536, 10_000, 3, 256);

    private final FakeLog log = new FakeLog();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final MessageIds ids = new MessageIds(clock);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LogPushService pushes =
            new LogPushService(
                    new PushLog(log, new Partitions(8, 16, 2), ids),
                    new FakeKeys(),
                    LIMITS,
                    new PushMetrics(meters),
                    clock);

    @BeforeEach
    void lease() {
        ids.use(1, 0);
    }

    @Test
    void writesWhatConsumersNeed() {
        push(new Target.Room("live://1"));
        Appended only = log.appended.get(0);
        assertThat(only.topic()).isEqualTo(Topics.ROOM);
        assertThat(only.partition()).isEqualTo(Topics.ofRoom("default", "live://1", 16));
        Record record = only.record();
        assertThat(record.getSchemaVersion()).isEqualTo(1);
        assertThat(record.getApp()).isEqualTo("default");
        assertThat(record.getAcceptedAtUs()).isEqualTo(1_800_000_000_123_456L);
        assertThat(record.getExpiresAtMs()).isEqualTo(1_800_000_010_123L);
        assertThat(record.getTraceparent()).isEqualTo("00-abc");
        assertThat(record.getPush().getOperation()).isEqualTo(1000);
        assertThat(record.getPush().getPayload().toStringUtf8()).isEqualTo("hello");
        assertThat(record.getPush().getRoom()).isEqualTo("live://1");
    }

    @Test
    void answersWhenEveryRecordIsAcknowledged() {
        CompletableFuture<Long> answer = push(new Target.Rooms(List.of("a://1", "a://2")));
        assertThat(log.appended).extracting(Appended::topic).containsOnly(Topics.ROOM);
        log.appended.get(0).waiting().acknowledged();
        assertThat(answer).isNotDone();
        log.appended.get(1).waiting().acknowledged();
        assertThat(answer).isCompletedWithValue(log.appended.get(1).record().getMessageId());
        assertThat(count("rooms", "accepted")).isEqualTo(1);
    }

    @Test
    void failsWhenOneRecordFails() {
        CompletableFuture<Long> answer = push(new Target.Rooms(List.of("a://1", "a://2")));
        var full = new AppendFailure(AppendFailure.Kind.BUFFER_FULL, "buffer is full");
        log.appended.get(0).waiting().failed(full);
        log.appended.get(1).waiting().acknowledged();
        assertThatThrownBy(answer::join)
                .hasCauseInstanceOf(UnavailableException.class)
                .hasMessageContaining("buffer is full");
        assertThat(count("rooms", "buffer_full")).isEqualTo(1);
    }

    @Test
    void splitsUsersIntoOneRecordForEachPartition() {
        List<String> users = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            users.add("user-" + i);
        }
        push(new Target.Users(users));
        assertThat(log.appended).hasSize(8);
        Set<String> seen = new HashSet<>();
        for (Appended appended : log.appended) {
            assertThat(appended.topic()).isEqualTo(Topics.PUSH);
            for (String user : appended.record().getPush().getUsers().getUsersList()) {
                assertThat(Topics.ofUser("default", user, 8)).isEqualTo(appended.partition());
                assertThat(seen.add(user)).isTrue();
            }
            assertThat(appended.record().getMessageId())
                    .isEqualTo(log.appended.get(0).record().getMessageId());
        }
        assertThat(seen).hasSize(5_000);
    }

    @Test
    void broadcastsGoToTheirOwnTopic() {
        push(new Target.Everyone(50));
        Appended only = log.appended.get(0);
        assertThat(only.topic()).isEqualTo(Topics.ALL);
        assertThat(only.record().getPush().getEveryone().getSpeed()).isEqualTo(50);
    }

    @Test
    void largestPushFitsARecord() {
        String long256 = "x".repeat(250);
        List<String> keys = new ArrayList<>();
        // All in one partition, as the worst case has it.
        for (int i = 0; keys.size() < 3_200; i++) {
            if (Topics.ofKey("default", long256 + i, 8) == 0) {
                keys.add(long256 + i);
            }
        }
        pushes.push(
                new PushCommand(
                        "default",
                        1,
                        ByteString.copyFrom(new byte[65_536]),
                        new Target.Keys(keys),
                        0,
                        "t".repeat(128)));
        assertThat(log.appended.get(0).bytes()).isBetween(850_000, 900_000);
    }

    @Test
    void refusesKeysThatNoRecordHolds() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            keys.add("x".repeat(250) + i);
        }
        assertThatThrownBy(() -> push(new Target.Keys(keys)).join())
                .hasCauseInstanceOf(InvalidPushException.class)
                .hasMessageContaining("expected: at most 830368 bytes together");
        assertThat(log.appended).isEmpty();
        assertThat(count("keys", "invalid")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'room: empty (expected: 1 to 256 characters)'",
        "'live', 'room: live (expected: type://id)'",
        "'://1', 'room: ://1 (expected: type://id)'",
        "'live://', 'room: live:// (expected: type://id)'",
    })
    void refusesWhatIsNoRoom(String room, String message) {
        assertThatThrownBy(() -> push(new Target.Room(room)).join()).hasRootCauseMessage(message);
    }

    @Test
    void refusesTooMuchOrTooLittle() {
        refused(new Target.Users(List.of()), "users: 0 of them (expected: 1 to 10000)");
        refused(new Target.Users(List.of("")), "users: empty (expected: 1 to 256 characters)");
        refused(
                new Target.Rooms(List.of("a://1", "a://2", "a://3", "a://4")),
                "rooms: 4 of them (expected: 1 to 3)");
        refused(new Target.Everyone(-1), "speed: -1 (expected: >= 0)");
        assertThatThrownBy(() -> push("default", 65_537, 0).join())
                .hasRootCauseMessage("payload: 65537 bytes (expected: at most 65536 bytes)");
        assertThatThrownBy(() -> push("default", 1, -1).join())
                .hasRootCauseMessage("ttl_s: -1 (expected: 0..2592000)");
        assertThatThrownBy(() -> push("default", 1, 2_592_001).join())
                .hasRootCauseMessage("ttl_s: 2592001 (expected: 0..2592000)");
        assertThatThrownBy(() -> push("other", 1, 0).join())
                .hasRootCauseMessage("app: other (expected: default)");
    }

    @Test
    void saysSoWhenNoIdCanBeMade() {
        ids.stop();
        assertThatThrownBy(() -> push(new Target.Room("a://1")).join())
                .hasCauseInstanceOf(UnavailableException.class);
        assertThat(count("room", "no_id")).isEqualTo(1);
    }

    private void refused(Target target, String message) {
        assertThatThrownBy(() -> push(target).join()).hasRootCauseMessage(message);
    }

    private CompletableFuture<Long> push(Target target) {
        return pushes.push(
                        new PushCommand(
                                "default",
                                1000,
                                ByteString.copyFromUtf8("hello"),
                                target,
                                10,
                                "00-abc"))
                .toCompletableFuture();
    }

    private CompletableFuture<Long> push(String app, int bytes, int ttl) {
        return pushes.push(
                        new PushCommand(
                                app,
                                1,
                                ByteString.copyFrom(new byte[bytes]),
                                new Target.Room("a://1"),
                                ttl,
                                ""))
                .toCompletableFuture();
    }

    private double count(String target, String result) {
        return meters.get("halley.logic.pushes")
                .tag("target", target)
                .tag("result", result)
                .counter()
                .count();
    }
}
