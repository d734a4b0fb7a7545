package dev.halley.logic.reading;

import static java.util.Objects.requireNonNull;

import dev.halley.logic.errors.Causes;
import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.errors.TooManyException;
import dev.halley.logic.reading.Acknowledged.Result;
import dev.halley.logic.redis.AppKeys;
import dev.halley.logic.redis.Question;
import dev.halley.logic.redis.RedisCalls;
import dev.halley.logic.redis.Script;
import dev.halley.logic.streams.RedisStreams;
import dev.halley.logic.streams.StreamTip;
import dev.halley.logic.streams.TipQuestion;
import dev.halley.runtime.streams.StreamName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Read positions in Redis: a hash for each user. A stream's head may be on another master of a Redis
 * Cluster than the hash, so a tip is read first, and the position is moved by a script after it: a
 * tip only rises while its epoch lasts. On one server the tip is read with the position.
 */
public final class RedisReadPositions implements ReadPositions {
    /** Streams in which one user can have a position. */
    static final int MAX_STREAMS = 1_000;

    private static final String FULL = "full";
    private static final String MOVED = "moved";

    // KEYS: the user's positions. ARGV: stream, ttl in ms. Answers "epoch:offset", or "".
    private static final Script FIND =
            Script.of(
                    "read_position",
                    """
                    local stored = redis.call('HGET', KEYS[1], ARGV[1])
                    if stored and redis.call('PTTL', KEYS[1]) < ARGV[2] / 2 then
                      redis.call('PEXPIRE', KEYS[1], ARGV[2])
                    end
                    return {stored or ''}
                    """);

    // KEYS: the user's positions, the three of a tip. ARGV: stream, ttl in ms, the three of a tip.
    // Answers what the one does, then what the other does.
    private static final Script FIND_WITH_TIP =
            Script.joining(
                    "read_position_with_tip",
                    List.of(FIND, TipQuestion.SCRIPT),
                    """
                    local answer = read_position({KEYS[1]}, {ARGV[1], ARGV[2]})
                    local tip = stream_tip({KEYS[2], KEYS[3], KEYS[4]}, {ARGV[3], ARGV[4], ARGV[5]})
                    for i = 1, #tip do answer[#answer + 1] = tip[i] end
                    return answer
                    """);

    // KEYS: the user's positions. ARGV: stream, epoch, offset, ttl in ms, most streams. Answers
    // what is stored now; "full": it would be one stream too many.
    private static final Script MOVE =
            Script.of(
                    "acknowledge",
                    """
                    local stored = redis.call('HGET', KEYS[1], ARGV[1])
                    local epoch, offset = string.match(stored or '', '^(%d+):(%d+)$')
                    if epoch == ARGV[2] and tonumber(offset) >= tonumber(ARGV[3]) then
                      return {stored, 'not_higher'}
                    end
                    if not stored and redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[5]) then
                      return {'', 'full'}
                    end
                    local moved = ARGV[2] .. ':' .. ARGV[3]
                    redis.call('HSET', KEYS[1], ARGV[1], moved)
                    redis.call('PEXPIRE', KEYS[1], ARGV[4])
                    return {moved, 'moved'}
                    """);

    private final RedisCalls redis;
    private final RedisStreams streams;
    private final Map<Result, Counter> results = new EnumMap<>(Result.class);
    private final Counter full;
    private final Counter failed;
    private final AppKeys keys = new AppKeys();
    private final String ttlMs;

    /**
     * Positions in this Redis.
     *
     * @param redis with values as text
     * @param streams where streams end
     * @param ttl how long a position outlives its last move, at least
     */
    public RedisReadPositions(
            RedisCalls redis, RedisStreams streams, Duration ttl, MeterRegistry registry) {
        this.redis = requireNonNull(redis, "redis");
        this.streams = requireNonNull(streams, "streams");
        this.ttlMs = Long.toString(ttl.toMillis());
        for (Result result : Result.values()) {
            results.put(result, counter(registry, result.name().toLowerCase(Locale.ROOT)));
        }
        this.full = counter(registry, FULL);
        this.failed = counter(registry, "failed");
    }

    private static Counter counter(MeterRegistry registry, String result) {
        return registry.counter("halley.logic.streams.acknowledgements", "result", result);
    }

    @Override
    public CompletionStage<Reading> begin(String app, String user) {
        return look(app, user, StreamName.ofUser(user), true);
    }

    @Override
    public CompletionStage<Reading> of(String app, String user) {
        return look(app, user, StreamName.ofUser(user), false);
    }

    @Override
    public Optional<Question<Reading>> beginning(String app, String user) {
        StreamName stream = StreamName.ofUser(user);
        return redis.oneServer()
                ? streams.tipQuestion(app, stream, true)
                        .map(tip -> atOnce(stream, touched(app, user), tip))
                : Optional.empty();
    }

    private List<String> touched(String app, String user) {
        return List.of(keys.of(app).userRead(user));
    }

    private CompletionStage<Reading> look(
            String app, String user, StreamName stream, boolean begin) {
        Optional<TipQuestion> tip = streams.tipQuestion(app, stream, begin);
        if (tip.isEmpty()) {
            return CompletableFuture.completedFuture(Reading.of(stream, StreamTip.NONE, ""));
        }
        List<String> touched = touched(app, user);
        if (!redis.oneServer()) {
            return lookTwice(stream, touched, tip.get());
        }
        Question<Reading> asked = atOnce(stream, touched, tip.get());
        return redis.run(asked.script(), asked.keys(), asked.arguments())
                .thenApply(asked.reading());
    }

    private Question<Reading> atOnce(StreamName stream, List<String> touched, TipQuestion tip) {
        return new Question<>(
                FIND_WITH_TIP,
                joined(touched, tip.keys()),
                joined(arguments(stream), tip.arguments()),
                answer ->
                        Reading.of(
                                stream,
                                streams.tip(answer.subList(1, answer.size())),
                                answer.get(0)));
    }

    private List<String> arguments(StreamName stream) {
        return List.of(stream.text(), ttlMs);
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    // Both questions are under way at once.
    private CompletionStage<Reading> lookTwice(
            StreamName stream, List<String> touched, TipQuestion tip) {
        return redis.run(FIND, touched, arguments(stream))
                .thenCombine(
                        redis.run(TipQuestion.SCRIPT, tip.keys(), tip.arguments()),
                        (stored, answer) -> Reading.of(stream, streams.tip(answer), stored.get(0)));
    }

    @Override
    public CompletionStage<Acknowledged> acknowledge(String app, String user, Place place) {
        check(user, place);
        return look(app, user, place.stream(), false)
                .thenCompose(
                        reading ->
                                reading.refuses(place)
                                        .map(why -> settled(new Acknowledged(why, reading)))
                                        .orElseGet(() -> move(app, user, reading, place)))
                .whenComplete(this::count);
    }

    private static CompletionStage<Acknowledged> settled(Acknowledged refused) {
        return CompletableFuture.completedFuture(refused);
    }

    private static void check(String user, Place place) {
        if (user.isEmpty()) {
            throw new InvalidPushException("user", "empty", "a user");
        }
        StreamName stream = place.stream();
        if (stream.kind() == StreamName.Kind.USER && !stream.id().equals(user)) {
            throw new InvalidPushException(
                    "stream", "another user's", "the user's own, or a room's");
        }
        if (place.offset() < 0) {
            throw new InvalidPushException("offset", place.offset(), ">= 0");
        }
    }

    private CompletionStage<Acknowledged> move(
            String app, String user, Reading reading, Place place) {
        return redis.run(
                        MOVE,
                        List.of(keys.of(app).userRead(user)),
                        List.of(
                                place.stream().text(),
                                Integer.toUnsignedString(place.epoch()),
                                Long.toString(place.offset()),
                                ttlMs,
                                Integer.toString(MAX_STREAMS)))
                .thenApply(answer -> moved(reading, answer));
    }

    private static Acknowledged moved(Reading reading, List<String> answer) {
        String outcome = answer.get(1);
        if (outcome.equals(FULL)) {
            throw new TooManyException(
                    "streams: 1 more read position (expected: at most " + MAX_STREAMS + ")");
        }
        return new Acknowledged(
                outcome.equals(MOVED) ? Result.MOVED : Result.NOT_HIGHER,
                Reading.of(reading.stream(), reading.tip(), answer.get(0)));
    }

    private void count(@Nullable Acknowledged done, @Nullable Throwable failure) {
        if (done != null) {
            requireNonNull(results.get(done.result()), "result").increment();
        } else if (failure != null && Causes.of(failure) instanceof TooManyException) {
            full.increment();
        } else {
            failed.increment();
        }
    }
}
