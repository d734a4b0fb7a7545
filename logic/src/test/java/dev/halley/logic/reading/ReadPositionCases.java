package dev.halley.logic.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.logic.config.LogicNodeConfig;
import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.errors.TooManyException;
import dev.halley.logic.reading.Acknowledged.Result;
import dev.halley.logic.reading.ReadPositions.Place;
import dev.halley.logic.redis.Links;
import dev.halley.logic.redis.RedisLink;
import dev.halley.logic.redis.Script;
import dev.halley.logic.streams.RedisStreams;
import dev.halley.logic.streams.WrittenStreams;
import dev.halley.runtime.config.loading.ConfigLoader;
import dev.halley.runtime.streams.StreamName;
import dev.halley.runtime.streams.StreamPolicy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What read positions must do, whatever Redis is set up as. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReadPositionCases {
    private static final String APP = "default";
    private static final Duration TTL = Duration.ofDays(30);
    private static final Script STORE =
            Script.of(
                    "test_store",
                    """
                    redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
                    redis.call('PEXPIRE', KEYS[1], ARGV[3])
                    return {}
                    """);
    private static final Script STORED =
            Script.of(
                    "test_stored",
                    """
                    return {redis.call('HGET', KEYS[1], ARGV[1]) or '',
                        tostring(redis.call('PTTL', KEYS[1]))}
                    """);
    private static final Script FILL =
            Script.of(
                    "test_fill",
                    """
                    for i = 1, ARGV[1] do redis.call('HSET', KEYS[1], 'room:a://' .. i, '9:1') end
                    return {}
                    """);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    RedisReadPositions positions;
    RedisLink link;
    private WrittenStreams streams;

    /** Starts Redis in this folder; answers its URI. */
    abstract String startRedis(Path data);

    abstract void stopRedis();

    @BeforeAll
    void start(@TempDir Path data) {
        link = Links.connected(startRedis(data), meters);
        streams = new WrittenStreams(link);
        positions = positions(Map.of());
    }

    private RedisReadPositions positions(Map<String, String> keys) {
        LogicNodeConfig config =
                new ConfigLoader(Map.of()).load(LogicNodeConfig.class, null, new HashMap<>(keys));
        var policy = new StreamPolicy(config.streams());
        return new RedisReadPositions(
                link, new RedisStreams(link, link, policy, meters), TTL, meters);
    }

    @AfterAll
    void stop() {
        link.close();
        stopRedis();
    }

    private void append(String stream, int messages) {
        for (int i = 1; i <= messages; i++) {
            streams.append(stream, 9, "m" + i);
        }
    }

    private boolean exists(String stream) {
        return streams.headTtlMs(stream) > 0;
    }

    private Acknowledged acknowledge(String user, String stream, int epoch, long offset) {
        return get(positions.acknowledge(APP, user, place(stream, epoch, offset)));
    }

    private static Place place(String stream, int epoch, long offset) {
        return new Place(StreamName.parse(stream).orElseThrow(), epoch, offset);
    }

    private String stored(String user, String stream) {
        return run(STORED, user, stream).get(0);
    }

    private List<String> run(Script script, String user, String... arguments) {
        String key = "halley:default:{u:" + user + "}:read";
        return get(link.run(script, List.of(key), List.of(arguments)));
    }

    @Test
    void oneDeviceAcknowledgesAndTheOtherSeesIt() {
        append("user:ülker", 5);

        Acknowledged done = acknowledge("ülker", "user:ülker", 9, 3);

        assertThat(done.result()).isEqualTo(Result.MOVED);
        assertThat(done.reading().unread()).isEqualTo(2);
        assertThat(get(positions.of(APP, "ülker"))).isEqualTo(done.reading());
        assertThat(get(positions.begin(APP, "ülker"))).isEqualTo(done.reading());
    }

    @Test
    void itNeverMovesBack() {
        append("user:back", 5);
        Acknowledged unused = acknowledge("back", "user:back", 9, 4);

        Acknowledged again = acknowledge("back", "user:back", 9, 4);
        Acknowledged lower = acknowledge("back", "user:back", 9, 2);

        assertThat(unused.result()).isEqualTo(Result.MOVED);
        assertThat(again.result()).isEqualTo(Result.NOT_HIGHER);
        assertThat(lower.result()).isEqualTo(Result.NOT_HIGHER);
        assertThat(lower.reading().offset()).isEqualTo(4);
        assertThat(stored("back", "user:back")).isEqualTo("9:4");
    }

    @Test
    void whatTheStreamDoesNotHaveChangesNothing() {
        append("user:beyond", 2);

        assertThat(acknowledge("beyond", "user:beyond", 9, 3).result())
                .isEqualTo(Result.BEYOND_TIP);
        assertThat(acknowledge("beyond", "user:beyond", 8, 1).result())
                .isEqualTo(Result.OTHER_EPOCH);
        assertThat(acknowledge("nobody", "user:nobody", 9, 1).result())
                .isEqualTo(Result.OTHER_EPOCH);
        assertThat(stored("beyond", "user:beyond")).isEmpty();
        assertThat(exists("user:nobody")).isFalse();
    }

    @Test
    void anotherEpochsPositionIsReplacedEvenByALowerOne() {
        append("user:epoch", 5);
        List<String> unused = run(STORE, "epoch", "user:epoch", "8:77", "60000");

        assertThat(acknowledge("epoch", "user:epoch", 9, 1).result()).isEqualTo(Result.MOVED);
        assertThat(unused).isEmpty();
        assertThat(stored("epoch", "user:epoch")).isEqualTo("9:1");
    }

    @Test
    void roomsHavePositionsOfTheirOwn() {
        append("user:rooms", 3);
        append("room:live://7", 4);

        assertThat(acknowledge("rooms", "room:live://7", 9, 4).result()).isEqualTo(Result.MOVED);

        assertThat(stored("rooms", "room:live://7")).isEqualTo("9:4");
        assertThat(get(positions.of(APP, "rooms")).unread()).isEqualTo(3);
    }

    @Test
    void refusesWhatCanBeRightForNoStream() {
        assertThatThrownBy(() -> acknowledge("ann", "user:bob", 9, 1))
                .isInstanceOf(InvalidPushException.class)
                .hasMessage("stream: another user's (expected: the user's own, or a room's)");
        assertThatThrownBy(() -> acknowledge("ann", "user:ann", 9, -1))
                .isInstanceOf(InvalidPushException.class)
                .hasMessage("offset: -1 (expected: >= 0)");
        assertThatThrownBy(() -> acknowledge("", "room:a://1", 9, 1))
                .isInstanceOf(InvalidPushException.class)
                .hasMessage("user: empty (expected: a user)");
    }

    @Test
    void aUserHasPositionsInABoundedNumberOfStreams() {
        append("room:full://1", 2);
        append("room:a://5", 2);
        List<String> unused = run(FILL, "full", "1000");

        assertThatThrownBy(() -> acknowledge("full", "room:full://1", 9, 1))
                .hasRootCauseInstanceOf(TooManyException.class);
        assertThat(unused).isEmpty();
        assertThat(acknowledge("full", "room:a://5", 9, 2).result()).isEqualTo(Result.MOVED);
        assertThat(
                        meters.counter("halley.logic.streams.acknowledgements", "result", "full")
                                .count())
                .isEqualTo(1);
    }

    @Test
    void aPositionThatIsLookedAtLivesOn() {
        append("user:kept", 2);
        List<String> unused = run(STORE, "kept", "user:kept", "9:1", "60000");

        assertThat(get(positions.begin(APP, "kept")).unread()).isEqualTo(1);
        assertThat(unused).isEmpty();
        assertThat(Long.parseLong(run(STORED, "kept", "user:kept").get(1)))
                .isGreaterThan(Duration.ofDays(29).toMillis());
    }

    @Test
    void whoConnectsBeginsItsStreamAndWhoLooksDoesNot() {
        assertThat(get(positions.of(APP, "new")).tip().exists()).isFalse();
        assertThat(exists("user:new")).isFalse();

        assertThat(get(positions.begin(APP, "new")).tip().exists()).isTrue();
    }

    @Test
    void whereStreamsOfUsersAreOffThereIsNothingToRead() {
        RedisReadPositions none = positions(Map.of("halley.streams.users.size", "0"));

        Reading reading = get(none.begin(APP, "off"));

        assertThat(reading.end()).isEmpty();
        assertThat(reading.read()).isEmpty();
        assertThat(exists("user:off")).isFalse();
    }

    static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
