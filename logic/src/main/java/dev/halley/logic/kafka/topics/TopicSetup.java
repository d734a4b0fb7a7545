package dev.halley.logic.kafka.topics;

import dev.halley.logic.errors.Causes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes topics that are not there and checks those that are. Blocks; for one thread. What fails
 * because Kafka is away fails with an exception that is worth another try.
 */
public final class TopicSetup implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);

    private final Admin admin;
    private final int replication;
    private final TopicCheck check;
    private final Duration limit;

    /**
     * Connects when it is first used.
     *
     * @param connection settings of the client
     * @param replication replicas of a topic that is created
     * @param limit how long one request may take
     */
    public TopicSetup(Map<String, String> connection, int replication, Duration limit) {
        Map<String, Object> properties = new HashMap<>(connection);
        properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "halley-logic-setup");
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) limit.toMillis());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) limit.toMillis());
        properties.putIfAbsent(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        this.admin = Admin.create(properties);
        this.replication = replication;
        this.check = new TopicCheck(replication);
        this.limit = limit;
    }

    /**
     * Every topic is there with its partitions.
     *
     * @throws TopicMismatchException if one has another number of partitions
     * @throws KafkaAwayException if Kafka did not answer, or cannot create a topic now
     */
    public void ensure(List<TopicPlan> plans) throws InterruptedException {
        for (TopicPlan plan : plans) {
            Optional<TopicDescription> found = find(plan.name());
            if (found.isEmpty()) {
                create(plan);
                continue;
            }
            int partitions = found.get().partitions().size();
            if (plan.exact() && partitions != plan.partitions()) {
                throw new TopicMismatchException(plan, partitions);
            }
            warn(found.get());
        }
    }

    // A user who may not read a topic's settings can use it all the same.
    private void warn(TopicDescription topic) throws InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        try {
            await(admin.describeConfigs(List.of(resource)).all())
                    .values()
                    .forEach(settings -> check.warn(topic, settings));
        } catch (ExecutionException e) {
            LOG.atDebug().setCause(e).addKeyValue("topic", topic.name()).log("topic not checked");
        }
    }

    /** Returns when Kafka has answered. */
    public void probe() throws InterruptedException {
        try {
            await(admin.describeCluster().nodes());
        } catch (ExecutionException e) {
            throw new KafkaAwayException(Causes.of(e));
        }
    }

    private Optional<TopicDescription> find(String topic) throws InterruptedException {
        try {
            return Optional.ofNullable(
                    await(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw new KafkaAwayException(Causes.of(e));
        }
    }

    private void create(TopicPlan plan) throws InterruptedException {
        NewTopic topic =
                new NewTopic(plan.name(), plan.partitions(), (short) replication)
                        .configs(check.settings());
        try {
            await(admin.createTopics(List.of(topic)).all());
            LOG.atInfo()
                    .addKeyValue("topic", plan.name())
                    .addKeyValue("partitions", plan.partitions())
                    .log("topic created");
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaAwayException(Causes.of(e));
            }
            // Another node was faster. Its partitions are checked with the next look.
            throw new KafkaAwayException(e.getCause());
        }
    }

    private <T> T await(KafkaFuture<T> answer) throws ExecutionException, InterruptedException {
        try {
            return answer.get(2 * limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ExecutionException(e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    /** Worth another try. */
    public static final class KafkaAwayException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean lasting;

        KafkaAwayException(Throwable cause) {
            super(KafkaFailure.text(cause), cause, false, false);
            this.lasting = KafkaFailure.lasting(cause);
        }

        /** Whether it will stay so until somebody acts. */
        public boolean lasting() {
            return lasting;
        }
    }
}
