package dev.halley.job.claim.redis;

import dev.halley.api.record.Record;
import dev.halley.api.redis.RedisKeys;
import dev.halley.job.claim.ClaimRequest;
import dev.halley.job.claim.Claims;
import dev.halley.job.loop.JobLoop;
import dev.halley.runtime.redis.RedisConnector;
import dev.halley.runtime.redis.RedisLine;
import dev.halley.runtime.redis.RedisValues;
import io.lettuce.core.ScriptOutputType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Redis for claims. Called on the loop's thread; never blocks. Whoever calls flushes the line. */
public final class ClaimStore {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimStore.class);

    private static final String CLAIM =
            """
            if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
            return redis.call('GET', KEYS[1]) == ARGV[1] and 1 or 0
            """;

    private final JobLoop loop;
    private final RedisConnector connector;
    private @Nullable Claims claims;

    /**
     * Not started yet.
     *
     * @param connector to Redis, its keys and values bytes; whose it is, closes it
     */
    public ClaimStore(JobLoop loop, RedisConnector connector) {
        this.loop = loop;
        this.connector = connector;
    }

    /** Answers go to this receiver. Before the first request. */
    public void start(Claims receiver) {
        claims = receiver;
    }

    /** Sends requests, and tells the receiver about each. */
    public void claim(List<ClaimRequest> requests) {
        RedisLine line = connector.line().orElse(null);
        for (ClaimRequest request : requests) {
            if (line == null) {
                loop.execute(() -> receiver().failed(request));
            } else {
                send(line, request);
            }
        }
    }

    private void send(RedisLine line, ClaimRequest request) {
        Record record = request.record().record();
        try {
            String key =
                    new RedisKeys(record.getApp()).claim(record.getMessageId(), request.part());
            line.commands()
                    .<Long>eval(
                            CLAIM,
                            ScriptOutputType.INTEGER,
                            new String[] {RedisValues.bytesOf(key)},
                            RedisValues.bytesOf(request.claimant()),
                            Long.toString(request.keepMs()))
                    .whenComplete(
                            (answer, error) -> loop.execute(() -> done(request, answer, error)));
        } catch (RuntimeException e) {
            loop.execute(() -> done(request, null, e));
        }
    }

    private void done(ClaimRequest request, @Nullable Long answer, @Nullable Throwable error) {
        if (answer == null) {
            LOG.atDebug().setCause(error).log("claim failed");
            receiver().failed(request);
        } else {
            receiver().answered(request, answer == 1);
        }
    }

    private Claims receiver() {
        Claims receiver = claims;
        if (receiver == null) {
            throw new IllegalStateException("not started");
        }
        return receiver;
    }
}
