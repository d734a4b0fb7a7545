package dev.halley.job.append.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.protobuf.ByteString;
import dev.halley.api.record.FormerEpoch;
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
import dev.halley.runtime.streams.Retention;
import dev.halley.runtime.streams.StreamName;
import dev.halley.testkit.redis.RedisVisit;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script in a Redis of its own. */
@Timeout(60)
abstract class AppendScriptCase {
    static final LogId LOG = new LogId("halley-room", "topic-1", 3);
    static final AppendTarget ROOM = new AppendTarget("default", StreamName.ofRoom("live://é{1}"));
    static final RedisKeys KEYS = new RedisKeys("default");
    static final String STREAM = ROOM.name().text();
    static final Duration HOUR = Duration.ofHours(1);
    static final int PAYLOAD_BYTES = 100;
    static final String TEXT = AppendScript.text(FormerMasters.NONE);

    @TempDir static Path folder;
    private static RedisServer redis;
    private RedisClient client;
    private StatefulRedisConnection<String, String> connection;
    Retention retention = new Retention(1_000, HOUR, 1_000_000);
    int positions = 1_000;
    long nowMs = 1_700_000_000_000L;
    StreamTip remembered = StreamTip.UNKNOWN;
    Position committed = Position.NOTHING;
    LogId log = LOG;
    int freshEpoch = 1;
    String master = "";
    String provedUnder = "";

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
        RedisVisit.end(client);
    }

    void startAgain() {
        RedisVisit.end(client);
        redis.stop();
        redis.start();
        client = RedisClient.create(redis.uri());
        connection = client.connect(RedisCodec.of(StringCodec.UTF8, new StringCodec(ISO_8859_1)));
    }

    /** All that Redis holds now. */
    Map<String, byte[]> saved() {
        Map<String, byte[]> saved = new HashMap<>();
        redis().keys("*").forEach(key -> saved.put(key, redis().dump(key)));
        return saved;
    }

    /** A replica that had this is the master now. */
    void failOver(Map<String, byte[]> had) {
        comeBack(had);
        if (redis().exists(KEYS.streamHead(STREAM)) == 1) {
            redis().hset(KEYS.streamHead(STREAM), "inc", "another");
        }
    }

    /** Redis holds this now, and nothing else. */
    void comeBack(Map<String, byte[]> had) {
        redis().flushall();
        had.forEach((key, value) -> redis().restore(key, 0, value));
    }

    /** As a reader does who asks where a stream ends that has no head. */
    void look(int epoch) {
        String head = KEYS.streamHead(STREAM);
        if (redis().hsetnx(head, "epoch", Integer.toString(epoch))) {
            redis().hset(
                            head,
                            Map.of(
                                    "last",
                                    "0",
                                    "first",
                                    "1",
                                    "inc",
                                    replicationId(),
                                    "epochs",
                                    "" + epoch));
        }
    }

    RedisCommands<String, String> redis() {
        return connection.sync();
    }

    String replicationId() {
        return redis().info("replication")
                .lines()
                .filter(line -> line.startsWith("master_replid:"))
                .map(line -> line.substring(line.indexOf(':') + 1))
                .findFirst()
                .orElseThrow();
    }

    List<StreamMessage<String, String>> log() {
        return redis().xrange(KEYS.streamLog(STREAM), Range.unbounded());
    }

    Map<String, String> head() {
        return new HashMap<>(redis().hgetall(KEYS.streamHead(STREAM)));
    }

    AppendAnswer append(int... offsets) {
        return run(IntStream.of(offsets).mapToObj(this::message).toArray(AppendMessage[]::new));
    }

    AppendMessage message(long offset) {
        return new AppendMessage(new Position(0, offset), entry(offset), 0);
    }

    static StreamEntry entry(long id) {
        return StreamEntry.newBuilder()
                .setMessageId(id)
                .setPayload(ByteString.copyFrom(new byte[PAYLOAD_BYTES]))
                .build();
    }

    AppendAnswer run(AppendMessage... messages) {
        return run(request(List.of(messages)));
    }

    /** A message that has the same id under every position. */
    AppendMessage once(long offset) {
        return new AppendMessage(new Position(0, offset), entry(7), nowMs + 60_000);
    }

    /** Appends from position 1 on until the case is the usual one. */
    KnownHead usualHead() {
        master = replicationId();
        KnownHead head = null;
        for (int offset = 1; head == null; offset++) {
            AppendRequest request = request(List.of(message(offset)));
            AppendReply reply = new AppendReply(run(TEXT, request));
            head = KnownHead.of(request, master, reply.answer(), reply.state()).orElse(null);
            remembered = reply.answer().tip();
            committed = new Position(0, offset + 1);
        }
        return head;
    }

    /** Runs it; whether the head was what is known. */
    boolean isDone(KnownAppend append) {
        return KnownAppend.isDone(
                redis().eval(
                                append.text(),
                                ScriptOutputType.VALUE,
                                append.keys(),
                                append.arguments()));
    }

    AppendRequest request(List<AppendMessage> messages) {
        AppendTerms terms = new AppendTerms(retention, Duration.ofDays(30), positions);
        AppendMoment moment =
                new AppendMoment(nowMs, committed, remembered, freshEpoch++, provedUnder);
        return new AppendRequest(1, ROOM, log, messages, terms, moment);
    }

    AppendAnswer run(AppendRequest request) {
        return new AppendReply(run(TEXT, request)).answer();
    }

    String run(String text, AppendRequest request) {
        AppendScript script = new AppendScript(request, master, text);
        return redis().eval(text, ScriptOutputType.VALUE, script.keys(), script.arguments());
    }

    static FormerEpoch former(int epoch, long last) {
        return FormerEpoch.newBuilder().setEpoch(epoch).setLast(last).build();
    }

    static List<Long> offsets(AppendAnswer answer) {
        return answer.results().stream().map(AppendResult::offset).toList();
    }

    static List<Kind> kinds(AppendAnswer answer) {
        return answer.results().stream().map(AppendResult::kind).toList();
    }
}
