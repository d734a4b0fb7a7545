package dev.halley.standalone;

import dev.halley.embedded.EmbeddedServerException;
import dev.halley.embedded.kafka.KafkaBroker;
import dev.halley.embedded.redis.RedisServer;
import dev.halley.job.append.redis.FormerMasters;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The broker and the Redis of a standalone. A Redis that dies by accident is started again. */
final class Stores implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stores.class);

    private final KafkaBroker kafka;
    private final RedisServer redis;
    private volatile boolean closing;

    /** Neither is started yet; their ports are fixed. */
    Stores(DataFolder data) {
        kafka = new KafkaBroker(data.folder("kafka"), 0);
        redis = new RedisServer(data.folder("redis"), 0);
    }

    KafkaBroker kafka() {
        return kafka;
    }

    RedisServer redis() {
        return redis;
    }

    /** Which restarts of Redis lost nothing; once it runs. */
    FormerMasters formerMasters() {
        return redis.replicationId()
                .map(present -> new FormerMasters(present, redis.formerIds()))
                .orElse(FormerMasters.NONE);
    }

    /** Starts both side by side and waits; when one cannot start, neither runs. */
    void start() {
        CompletableFuture<Void> broker = CompletableFuture.runAsync(kafka::start);
        try {
            redis.start();
            redis.onDeath(this::startAgain);
        } catch (RuntimeException e) {
            broker.exceptionally(failure -> null).join();
            close();
            throw e;
        }
        try {
            broker.join();
        } catch (CompletionException e) {
            close();
            throw e.getCause() instanceof EmbeddedServerException known ? known : e;
        }
    }

    @Override
    public void close() {
        closing = true;
        kafka.stop();
        redis.stop();
    }

    private void startAgain() {
        if (closing) {
            return;
        }
        LOG.atWarn().log("redis ended by itself and is started again");
        try {
            redis.start();
            redis.onDeath(this::startAgain);
        } catch (EmbeddedServerException e) {
            LOG.atError().addKeyValue("reason", e.getMessage()).log("redis does not start again");
        }
    }
}
