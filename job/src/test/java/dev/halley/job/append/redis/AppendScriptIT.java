package dev.halley.job.append.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.halley.api.record.StreamEntry;
import dev.halley.api.redis.RedisKeys;
import dev.halley.embedded.redis.RedisServer;
import dev.halley.job.append.AppendAnswer;
import dev.halley.job.append.AppendMessage;
import dev.halley.job.append.AppendMoment;
import dev.halley.job.append.AppendRequest;
import dev.halley.job.append.AppendResult;
import dev.halley.job.append.AppendResult.Kind;
import dev.halley.job.append.AppendTarget;
import dev.halley.job.append.AppendTerms;
import dev.halley.job.append.StreamTip;
import dev.halley.job.record.LogId;
import dev.halley.job.record.Position;
import dev.halley.job.support.StreamsModel;
import dev.halley.runtime.streams.Retention;
import dev.halley.runtime.streams.StreamName;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script in a real Redis: what it answers, and what it leaves behind. */
@Timeout(60)
class AppendScriptIT {
    private static final LogId LOG = new LogId("halley-room", "topic-1", 3);
    private static final AppendTarget ROOM =
            new AppendTarget("default", StreamName.ofRoom("live://é{1}"));
    private static final RedisKeys KEYS = new RedisKeys("default");
    private static final String STREAM = ROOM.name().text();
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int PAYLOAD_BYTES = 100;

    @TempDir static Path folder;
    private static RedisServer redis;
    private RedisClient client;
    private StatefulRedisConnection<String, String> connection;
    private Retention retention = new Retention(1_000, HOUR, 1_000_000);
    private int positions = 1_000;
    private long nowMs = 1_700_000_000_000L;
    private StreamTip remembered = StreamTip.UNKNOWN;
    private Position committed = Position.NOTHING;
    private int freshEpoch = 1;

    @BeforeAll
    static void startRedis() {
        redis = new RedisServer(folder, 0);
        redis.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void connect() {
        client = RedisClient.create(redis.uri());
        connection = client.connect(RedisCodec.of(StringCodec.UTF8, new StringCodec(ISO_8859_1)));
        redis().flushall();
    }

    @AfterEach
    void disconnect() {
        client.shutdown();
    }

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
    void positionsGoWhenTheyAreCommittedOrTooMany() {
        append(0, 1, 2);
        committed = new Position(0, 2);
        append(3);
        assertThat(redis().llen(KEYS.streamSeen(STREAM))).isEqualTo(2);
        assertThat(kinds(append(1))).containsExactly(Kind.TRIMMED);
        positions = 3;
        append(4, 5, 6, 7);
        assertThat(redis().llen(KEYS.streamSeen(STREAM))).isEqualTo(3);
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
        nowMs += HOUR.toMillis() + 1;
        append(2);
        assertThat(log()).extracting(StreamMessage::getId).containsExactly("3-0");
        assertThat(head()).containsEntry("first", "3");
        assertThat(redis().pttl(KEYS.streamLog(STREAM))).isBetween(1L, HOUR.toMillis());
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
    void aLogThatExpiredBeginsBehindTheHead() {
        append(0, 1);
        redis().del(KEYS.streamLog(STREAM));
        AppendAnswer answer = append(2);
        assertThat(offsets(answer)).containsExactly(3L);
        assertThat(answer.epochBegun()).isFalse();
        assertThat(head()).containsEntry("first", "3");
    }

    @Test
    void entriesWithoutTheirHeadGiveWay() {
        append(0, 1);
        redis().del(KEYS.streamHead(STREAM));
        redis().hset(
                        KEYS.streamHead(STREAM),
                        Map.of("epoch", "77", "last", "0", "inc", replicationId()));
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

    private void startAgain() {
        client.shutdown();
        redis.stop();
        redis.start();
        client = RedisClient.create(redis.uri());
        connection = client.connect(RedisCodec.of(StringCodec.UTF8, new StringCodec(ISO_8859_1)));
    }

    private RedisCommands<String, String> redis() {
        return connection.sync();
    }

    private String replicationId() {
        return redis().info("replication")
                .lines()
                .filter(line -> line.startsWith("master_replid:"))
                .map(line -> line.substring(line.indexOf(':') + 1))
                .findFirst()
                .orElseThrow();
    }

    private List<StreamMessage<String, String>> log() {
        return redis().xrange(KEYS.streamLog(STREAM), Range.unbounded());
    }

    private Map<String, String> head() {
        return new HashMap<>(redis().hgetall(KEYS.streamHead(STREAM)));
    }

    private AppendAnswer append(int... offsets) {
        return run(IntStream.of(offsets).mapToObj(this::message).toArray(AppendMessage[]::new));
    }

    private AppendMessage message(long offset) {
        return new AppendMessage(new Position(0, offset), entry(offset), 0);
    }

    private static StreamEntry entry(long id) {
        return StreamEntry.newBuilder()
                .setMessageId(id)
                .setPayload(ByteString.copyFrom(new byte[PAYLOAD_BYTES]))
                .build();
    }

    private AppendAnswer run(AppendMessage... messages) {
        return run(request(List.of(messages)));
    }

    private AppendRequest request(List<AppendMessage> messages) {
        AppendTerms terms = new AppendTerms(retention, Duration.ofDays(30), positions);
        AppendMoment moment = new AppendMoment(nowMs, committed, remembered, freshEpoch++);
        return new AppendRequest(1, ROOM, LOG, messages, terms, moment);
    }

    private AppendAnswer run(AppendRequest request) {
        AppendScript script = new AppendScript(request);
        List<Object> reply =
                redis().eval(
                                AppendScript.TEXT,
                                ScriptOutputType.MULTI,
                                script.keys(),
                                script.arguments());
        return AppendScript.answer(reply);
    }

    private static List<Long> offsets(AppendAnswer answer) {
        return answer.results().stream().map(AppendResult::offset).toList();
    }

    private static List<Kind> kinds(AppendAnswer answer) {
        return answer.results().stream().map(AppendResult::kind).toList();
    }
}
