package dev.halley.job.route;

import dev.halley.api.redis.RedisKeys;
import dev.halley.job.loop.JobLoop;
import dev.halley.runtime.redis.RedisConnector;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to Redis that lookups use. It fails fast while Redis is away and comes back by
 * itself; answers are handed to the loop. Called on the loop's thread; never blocks, but to close.
 */
public final class RouteStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RouteStore.class);

    private final JobLoop loop;
    private final RedisKeys keys;
    private final RedisConnector connector;
    private final Consumer<RouteIncident> tally;
    private @Nullable RouteLookups lookups;

    /**
     * Not connected yet.
     *
     * @param connector to Redis; closed with this
     * @param app whose word marks routes as whole
     */
    public RouteStore(
            JobLoop loop, RedisConnector connector, String app, Consumer<RouteIncident> tally) {
        this.loop = loop;
        this.keys = new RedisKeys(app);
        this.connector = connector;
        this.tally = tally;
    }

    /** Begins to connect; answers go to these lookups. Before the first lookup, on any thread. */
    public void start(RouteLookups receiver) {
        lookups = receiver;
        connector.connect();
    }

    private @Nullable RedisRoutes routes() {
        return connector
                .line()
                .map(line -> new RedisRoutes(line, new RouteWords(line, keys), tally))
                .orElse(null);
    }

    /** Why lookups cannot be answered now; empty when they can. From any thread. */
    public Optional<String> whyNotReady() {
        return connector.whyNotReady();
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

    @Override
    public void close() {
        connector.close();
    }
}
