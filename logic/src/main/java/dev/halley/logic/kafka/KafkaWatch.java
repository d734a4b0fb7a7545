package dev.halley.logic.kafka;

import static java.util.Objects.requireNonNull;

import dev.halley.logic.kafka.topics.TopicMismatchException;
import dev.halley.logic.kafka.topics.TopicPlan;
import dev.halley.logic.kafka.topics.TopicSetup;
import dev.halley.logic.kafka.topics.TopicSetup.KafkaAwayException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for Kafka, sees to the topics, opens the logs, and then looks every some seconds whether
 * Kafka still answers. Has a thread of its own, because Kafka's administration client blocks.
 */
public final class KafkaWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaWatch.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final long RETRY_MS = 200;
    private static final long LAST_RETRY_MS = 5_000;
    private static final long OPEN_RETRY_MS = 20;
    private static final long LOOK_MS = 3_000;

    private final Map<String, String> connection;
    private final int replication;
    private final List<TopicPlan> plans;
    private final Map<KafkaLog, List<String>> logs;
    private final Thread thread = new Thread(this::run, "halley-logic-kafka-watch");
    private final CountDownLatch firstAnswer = new CountDownLatch(1);

    private volatile @Nullable String whyNotReady = "not reached yet";
    private volatile @Nullable TopicMismatchException mismatch;

    /**
     * A watch that has not started.
     *
     * @param connection brokers, and what else every Kafka client is told
     * @param replication of topics that are created
     * @param plans the topics
     * @param logs which topics each log appends to
     */
    public KafkaWatch(
            Map<String, String> connection,
            int replication,
            List<TopicPlan> plans,
            Map<KafkaLog, List<String>> logs) {
        this.connection = Map.copyOf(connection);
        this.replication = replication;
        this.plans = List.copyOf(plans);
        this.logs = Map.copyOf(logs);
        thread.setDaemon(true);
    }

    /**
     * Starts, and waits a moment for Kafka, so that what is wrong with the topics fails the start.
     *
     * @param patience how long; after it the watch goes on in the background
     * @throws TopicMismatchException if a topic has another number of partitions
     */
    public void start(Duration patience) {
        thread.start();
        try {
            if (!firstAnswer.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn().addKeyValue("reason", whyNotReady).log("waiting for kafka");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        TopicMismatchException found = mismatch;
        if (found != null) {
            throw found;
        }
    }

    /** Why appends fail now; empty: they should not. Answers from memory. */
    public Optional<String> whyNotReady() {
        return Optional.ofNullable(whyNotReady);
    }

    private void run() {
        try (TopicSetup setup = new TopicSetup(connection, replication, LIMIT)) {
            if (waitForTopics(setup)) {
                openLogs();
                firstAnswer.countDown();
                keepLooking(setup);
            }
        } catch (InterruptedException closing) {
            LOG.atDebug().log("kafka watch ends");
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("kafka watch failed");
            notReady(String.valueOf(e.getMessage()));
        } finally {
            firstAnswer.countDown();
        }
    }

    private boolean waitForTopics(TopicSetup setup) throws InterruptedException {
        long pauseMs = RETRY_MS;
        while (true) {
            try {
                setup.ensure(plans);
                return true;
            } catch (TopicMismatchException e) {
                mismatch = e;
                notReady(requireNonNull(e.getMessage(), "message"));
                LOG.atError().addKeyValue("reason", e.getMessage()).log("kafka topics refused");
                return false;
            } catch (KafkaAwayException e) {
                notReady(connection.get("bootstrap.servers") + ": " + e.getMessage());
                pauseMs = e.lasting() ? Math.min(LAST_RETRY_MS, 2 * pauseMs) : RETRY_MS;
            }
            TimeUnit.MILLISECONDS.sleep(pauseMs);
        }
    }

    private void openLogs() throws InterruptedException {
        while (!open()) {
            TimeUnit.MILLISECONDS.sleep(OPEN_RETRY_MS);
        }
        whyNotReady = null;
        LOG.atInfo().log("kafka ready");
    }

    private boolean open() {
        boolean open = true;
        for (Map.Entry<KafkaLog, List<String>> log : logs.entrySet()) {
            open &= log.getKey().open(log.getValue());
        }
        return open;
    }

    private void keepLooking(TopicSetup setup) throws InterruptedException {
        while (true) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            try {
                setup.probe();
                // After an outage the logs look for their topics again when they are asked.
                if (open() && whyNotReady != null) {
                    LOG.atInfo().log("kafka back");
                    whyNotReady = null;
                }
            } catch (KafkaAwayException e) {
                if (whyNotReady == null) {
                    LOG.atWarn().addKeyValue("reason", e.getMessage()).log("kafka away");
                }
                whyNotReady = connection.get("bootstrap.servers") + ": " + e.getMessage();
            }
        }
    }

    private void notReady(String why) {
        whyNotReady = why;
        logs.keySet().forEach(log -> log.notOpenBecause("kafka: " + why));
    }

    /** Stops looking. Blocks for at most some seconds. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
