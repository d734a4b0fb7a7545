package dev.halley.job.append.redis;

import dev.halley.job.append.AppendRequest;
import dev.halley.job.append.StreamAppends;
import dev.halley.job.loop.JobLoop;
import dev.halley.runtime.redis.RedisConnector;
import dev.halley.runtime.redis.RedisLine;
import dev.halley.runtime.redis.RedisValues;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Redis to append; answers are handed to the loop. Called on the loop's thread; never blocks.
 * Whoever calls flushes the line.
 */
public final class AppendStore {
    private static final Logger LOG = LoggerFactory.getLogger(AppendStore.class);

    /** Replies that wait for each other at most: some hundreds of microseconds of Redis's work. */
    private static final int REPLIES_TOGETHER = 16;

    private final JobLoop loop;
    private final RedisConnector connector;
    private final KnownMaster master = new KnownMaster();
    private @Nullable StreamAppends appends;
    private @Nullable String digest;

    /**
     * Not started yet.
     *
     * @param connector to Redis, its keys and values bytes; whose it is, closes it
     */
    public AppendStore(JobLoop loop, RedisConnector connector) {
        this.loop = loop;
        this.connector = connector;
    }

    /** Answers go to this receiver. Before the first request. */
    public void start(StreamAppends receiver) {
        appends = receiver;
    }

    /** Sends requests, and tells the receiver about each. */
    public void append(List<AppendRequest> requests) {
        RedisLine line = connector.line().orElse(null);
        if (line == null) {
            loop.execute(() -> requests.forEach(receiver()::failed));
            return;
        }
        // Of several masters one may be slower than the others, or away.
        int together = line.oneServer() ? REPLIES_TOGETHER : 1;
        for (int from = 0; from < requests.size(); from += together) {
            int to = Math.min(requests.size(), from + together);
            send(line, requests.subList(from, to), true);
        }
    }

    private void send(RedisLine line, List<AppendRequest> requests, boolean byDigest) {
        AppendReplies replies =
                new AppendReplies(
                        requests, complete -> loop.execute(() -> complete.forEach(done(line))));
        // Of several masters each has its own.
        String known = line.oneServer() ? master.id(line, System.nanoTime()) : "";
        for (int i = 0; i < requests.size(); i++) {
            int index = i;
            try {
                run(line, new AppendScript(requests.get(i), known), byDigest)
                        .whenComplete((reply, error) -> replies.take(index, reply, error));
            } catch (RuntimeException e) {
                replies.take(index, null, e);
            }
        }
    }

    private AppendReplies.Receiver done(RedisLine line) {
        return (request, reply, error) -> done(line, request, reply, error);
    }

    // Some kilobytes of text that every server needs once.
    private CompletionStage<List<Object>> run(
            RedisLine line, AppendScript script, boolean byDigest) {
        if (!byDigest) {
            return line.commands()
                    .eval(
                            AppendScript.TEXT,
                            ScriptOutputType.MULTI,
                            keys(script),
                            script.arguments());
        }
        String known = digest == null ? line.commands().digest(AppendScript.TEXT) : digest;
        digest = known;
        return line.commands()
                .evalsha(known, ScriptOutputType.MULTI, keys(script), script.arguments());
    }

    private static String[] keys(AppendScript script) {
        String[] keys = script.keys();
        Arrays.setAll(keys, i -> RedisValues.bytesOf(keys[i]));
        return keys;
    }

    private void done(
            RedisLine line,
            AppendRequest request,
            @Nullable List<Object> reply,
            @Nullable Throwable error) {
        if (reply != null) {
            master.told(AppendScript.master(reply), line, System.nanoTime());
            receiver().answered(request, AppendScript.answer(reply));
            return;
        }
        master.forget();
        if (isUnknownScript(error)) {
            send(line, List.of(request), false);
        } else {
            failed(request, error);
        }
    }

    private static boolean isUnknownScript(@Nullable Throwable error) {
        Throwable cause = error instanceof CompletionException ? error.getCause() : error;
        return cause instanceof RedisNoScriptException;
    }

    private void failed(AppendRequest request, @Nullable Throwable error) {
        LOG.atDebug().setCause(error).log("append failed");
        receiver().failed(request);
    }

    private StreamAppends receiver() {
        StreamAppends receiver = appends;
        if (receiver == null) {
            throw new IllegalStateException("not started");
        }
        return receiver;
    }
}
