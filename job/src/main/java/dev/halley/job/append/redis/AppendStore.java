package dev.halley.job.append.redis;

import dev.halley.job.append.AppendAnswer;
import dev.halley.job.append.AppendIncident;
import dev.halley.job.append.AppendRequest;
import dev.halley.job.append.StreamAppends;
import dev.halley.job.append.redis.AppendReplies.Attempt;
import dev.halley.job.loop.JobLoop;
import dev.halley.runtime.redis.RedisConnector;
import dev.halley.runtime.redis.RedisLine;
import dev.halley.runtime.redis.RedisValues;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
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
    private final Consumer<AppendIncident> tally;
    private final String text;
    private final Map<String, String> digests = new HashMap<>();
    // Scripts that a server did not have, and how often: as many runs bring the text along.
    private final Map<String, Integer> withText = new HashMap<>();
    private @Nullable StreamAppends appends;

    /**
     * Not started yet.
     *
     * @param connector to Redis, its keys and values bytes; whose it is, closes it
     * @param former what is known of Redis' restarts
     */
    public AppendStore(
            JobLoop loop,
            RedisConnector connector,
            FormerMasters former,
            Consumer<AppendIncident> tally) {
        this.text = AppendScript.text(former);
        this.loop = loop;
        this.connector = connector;
        this.tally = tally;
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
            send(line, requests.subList(from, to));
        }
    }

    private void send(RedisLine line, List<AppendRequest> requests) {
        List<Attempt> attempts = new ArrayList<>(requests.size());
        for (AppendRequest request : requests) {
            attempts.add(new Attempt(request, call(line, request)));
        }
        AppendReplies replies =
                new AppendReplies(
                        attempts, complete -> loop.execute(() -> complete.forEach(done(line))));
        for (int i = 0; i < attempts.size(); i++) {
            int index = i;
            try {
                run(line, attempts.get(i).call())
                        .whenComplete((reply, error) -> replies.take(index, reply, error));
            } catch (RuntimeException e) {
                replies.take(index, null, e);
            }
        }
    }

    private AppendCall call(RedisLine line, AppendRequest request) {
        String known = knownMaster(line);
        if (request.moment().remembered() instanceof KnownHead head) {
            Optional<KnownAppend> usual = head.append(request, known);
            if (usual.isPresent()) {
                tally.accept(AppendIncident.KNOWN);
                return usual.get();
            }
        }
        return new AppendScript(request, known, text);
    }

    // Of several masters each has its own.
    private String knownMaster(RedisLine line) {
        return line.oneServer() ? master.id(line, System.nanoTime()) : "";
    }

    private AppendReplies.Receiver done(RedisLine line) {
        return (attempt, reply, error) -> done(line, attempt, reply, error);
    }

    private CompletionStage<String> run(RedisLine line, AppendCall call) {
        String text = call.text();
        if (withText.containsKey(text)) {
            withText.computeIfPresent(text, (key, runs) -> runs == 1 ? null : runs - 1);
            return line.commands().eval(text, ScriptOutputType.VALUE, keys(call), call.arguments());
        }
        String digest = digests.computeIfAbsent(text, line.commands()::digest);
        return line.commands()
                .evalsha(digest, ScriptOutputType.VALUE, keys(call), call.arguments());
    }

    private static String[] keys(AppendCall call) {
        String[] keys = call.keys();
        Arrays.setAll(keys, i -> RedisValues.bytesOf(keys[i]));
        return keys;
    }

    private void done(
            RedisLine line, Attempt attempt, @Nullable String reply, @Nullable Throwable error) {
        if (reply != null) {
            answered(line, attempt, reply);
            return;
        }
        AppendRequest request = attempt.request();
        master.forget();
        if (isUnknownScript(error)) {
            withText.merge(attempt.call().text(), 1, Integer::sum);
            receiver().again(request);
        } else {
            failed(request, error);
        }
    }

    private void answered(RedisLine line, Attempt attempt, String reply) {
        AppendRequest request = attempt.request();
        if (attempt.call() instanceof AppendScript script) {
            answered(line, request, script, new AppendReply(reply));
        } else if (attempt.call() instanceof KnownAppend known) {
            if (KnownAppend.isDone(reply)) {
                receiver().answered(request, known.head().answer(request));
            } else {
                tally.accept(AppendIncident.MISTAKEN);
                receiver().again(request);
            }
        }
    }

    private void answered(
            RedisLine line, AppendRequest request, AppendScript script, AppendReply reply) {
        String asked = reply.master();
        master.told(asked, line, System.nanoTime());
        AppendAnswer answer = reply.answer();
        String present = asked.isEmpty() ? script.master() : asked;
        Optional<KnownHead> head =
                line.oneServer()
                        ? KnownHead.of(request, present, answer, reply.state())
                        : Optional.empty();
        receiver().answered(request, head.map(answer::with).orElse(answer));
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
