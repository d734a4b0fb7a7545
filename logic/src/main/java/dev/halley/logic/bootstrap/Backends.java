package dev.halley.logic.bootstrap;

import dev.halley.logic.config.LogicNodeConfig;
import dev.halley.logic.ids.MessageIds;
import dev.halley.logic.ids.RedisWorkerIds;
import dev.halley.logic.ids.WorkerLease;
import dev.halley.logic.redis.RedisLink;
import dev.halley.logic.redis.RedisMetrics;
import dev.halley.runtime.lifecycle.Lifecycle;
import dev.halley.runtime.lifecycle.NodeContext;
import dev.halley.runtime.redis.RedisConnector;
import dev.halley.runtime.redis.RedisOptions;
import dev.halley.runtime.redis.RedisValues;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka, Redis, and the worker number that is leased there: what a logic waits for. */
final class Backends {
    private static final Logger LOG = LoggerFactory.getLogger(Backends.class);
    private static final Duration RELEASE_LIMIT = Duration.ofSeconds(1);

    private final RedisLink redis;
    private final RedisLink entries;
    private final KafkaLogs kafka;
    private final MessageIds ids;
    private final WorkerLease lease;
    private final Ticker ticker;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    Backends(LogicNodeConfig config, NodeContext context) {
        this.kafka = new KafkaLogs(config.kafka(), config.logic());
        var options = new RedisOptions("halley-logic", false);
        this.redis = link(config, options, context);
        var bytes = new RedisOptions("halley-logic-streams", false, RedisValues.BYTES);
        this.entries = link(config, bytes, context);
        this.ids = new MessageIds(context.clock());
        this.lease =
                new WorkerLease(
                        new RedisWorkerIds(redis),
                        ids,
                        context.instance().toString(),
                        config.logic().push().workerSettle());
        this.ticker = new Ticker("halley-logic-ticker", this::tick);
        checks(context.lifecycle());
        gauges(context.registry());
    }

    private static RedisLink link(
            LogicNodeConfig config, RedisOptions options, NodeContext context) {
        return new RedisLink(
                new RedisConnector(config.redis(), options, context.registry()),
                new RedisMetrics(context.registry()));
    }

    private Optional<String> whyNoRedis() {
        return redis.whyNotReady().or(entries::whyNotReady);
    }

    private void checks(Lifecycle lifecycle) {
        lifecycle.addCheck("kafka", kafka::whyNotReady);
        lifecycle.addCheck("redis", this::whyNoRedis);
        lifecycle.addCheck("message-ids", lease::whyNotReady);
    }

    private void gauges(MeterRegistry registry) {
        kafka.gauges(registry);
        Gauge.builder("halley.logic.redis.up", () -> up(whyNoRedis())).register(registry);
    }

    private static double up(Optional<String> whyNot) {
        return whyNot.isEmpty() ? 1 : 0;
    }

    private void tick(long nowNanos, boolean everySecond) {
        if (everySecond || !ids.usable()) {
            lease.tick(nowNanos);
        }
        if (!ready.isDone() && kafka.whyNotReady().isEmpty() && ids.usable()) {
            ready.complete(null);
        }
    }

    /**
     * Begins to connect, and waits a moment for everything to be there.
     *
     * @param patience how long; after it, the rest goes on in the background
     * @throws RuntimeException if Kafka's topics are not as they must be
     */
    void start(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        redis.connect();
        entries.connect();
        ticker.start();
        kafka.start(patience);
        try {
            ready.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LOG.atWarn().addKeyValue("reason", whyNotReady()).log("started, still waiting");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing completes it so", e);
        }
    }

    private String whyNotReady() {
        return kafka.whyNotReady()
                .map(why -> "kafka: " + why)
                .or(() -> whyNoRedis().map(why -> "redis: " + why))
                .or(lease::whyNotReady)
                .orElse("nothing");
    }

    RedisLink redis() {
        return redis;
    }

    /** The same Redis, over a connection of its own, with values as bytes: for what streams hold. */
    RedisLink entries() {
        return entries;
    }

    KafkaLogs kafka() {
        return kafka;
    }

    MessageIds ids() {
        return ids;
    }

    /** Waits for what is on its way to Kafka, gives the worker number back, closes. Blocks. */
    void close(Duration limit) {
        kafka.close(limit);
        ticker.close();
        lease.release()
                .toCompletableFuture()
                .completeOnTimeout(null, RELEASE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        entries.close();
        redis.close();
    }
}
