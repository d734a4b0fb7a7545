package dev.halley.job.route;

import dev.halley.api.redis.RedisKeys;
import dev.halley.job.loop.JobLoop;
import dev.halley.runtime.redis.RedisConnector;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Redis for routes, and keeps the word there; answers are handed to the loop. Called on the
 * loop's thread; never blocks. Whoever calls flushes the line.
 */
public final class RouteStore {
    private static final Logger LOG = LoggerFactory.getLogger(RouteStore.class);

    private final JobLoop loop;
    private final RedisKeys keys;
    private final RedisConnector connector;
    private final Consumer<RouteIncident> tally;
    private @Nullable RouteLookups lookups;

    /**
     * Not started yet.
     *
     * @param connector to Redis, its keys and values bytes; whose it is, closes it
     * @param app whose word marks routes as whole
     */
    public RouteStore(
            JobLoop loop, RedisConnector connector, String app, Consumer<RouteIncident> tally) {
        this.loop = loop;
        this.keys = new RedisKeys(app);
        this.connector = connector;
        this.tally = tally;
    }

    /** Answers go to these lookups. Before the first one. */
    public void start(RouteLookups receiver) {
        lookups = receiver;
    }

    private @Nullable RedisRoutes routes() {
        return connector
                .line()
                .map(line -> new RedisRoutes(line, new RouteWords(line, keys), tally))
                .orElse(null);
    }

    /** Asks Redis, and tells the lookups. */
    public void lookUp(RouteBatch batch) {
        RedisRoutes present = routes();
        RouteLookups receiver = receiver();
        if (present == null) {
            loop.execute(() -> receiver.failed(batch));
            return;
        }
        try {
            present.lookUp(batch)
                    .whenComplete(
                            (answer, error) -> loop.execute(() -> answer(batch, answer, error)));
        } catch (RuntimeException e) {
            loop.execute(() -> answer(batch, null, e));
        }
    }

    private void answer(RouteBatch batch, @Nullable RouteAnswer answer, @Nullable Throwable error) {
        if (answer == null) {
            LOG.atDebug().setCause(error).log("route lookup failed");
            receiver().failed(batch);
        } else {
            receiver().answered(batch, List.copyOf(answer.found()), answer.word());
        }
    }

    /** Writes the word unless there is one, and tells the lookups. */
    public void prepareWord(String word) {
        RouteLookups receiver = receiver();
        write(
                present -> present.prepareWord(word),
                text -> receiver.prepared(text == null ? word : text));
    }

    /** Makes the pending form of a word whole if it is still there, and tells the lookups. */
    public void confirmWord(String whole) {
        write(present -> present.confirmWord(whole), receiver()::confirmed);
    }

    private void write(
            Function<RedisRoutes, CompletionStage<@Nullable String>> command,
            Consumer<@Nullable String> done) {
        RedisRoutes present = routes();
        RouteLookups receiver = receiver();
        if (present == null) {
            loop.execute(receiver::wordFailed);
            return;
        }
        try {
            command.apply(present)
                    .whenComplete(
                            (text, error) ->
                                    loop.execute(
                                            error == null
                                                    ? () -> done.accept(text)
                                                    : receiver::wordFailed));
        } catch (RuntimeException e) {
            loop.execute(receiver::wordFailed);
        }
    }

    private RouteLookups receiver() {
        RouteLookups receiver = lookups;
        if (receiver == null) {
            throw new IllegalStateException("not started");
        }
        return receiver;
    }
}
