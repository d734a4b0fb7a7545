package dev.halley.job.consume;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/** Asks Kafka for the ids of topics, which the consumer does not tell. */
final class TopicIds {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Map<String, Object> settings;

    TopicIds(Map<String, Object> settings) {
        this.settings = Map.copyOf(settings);
    }

    /**
     * Ids by topic name. Blocks, a few milliseconds when Kafka is there. Asked anew each time: a
     * topic may have been deleted and made again.
     *
     * @throws TimeoutException if Kafka did not answer
     */
    Map<String, String> of(Set<String> topics) throws TimeoutException {
        try (Admin admin = Admin.create(settings)) {
            Map<String, TopicDescription> found =
                    admin.describeTopics(topics)
                            .allTopicNames()
                            .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            Map<String, String> ids = new HashMap<>();
            found.forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
            return ids;
        } catch (ExecutionException e) {
            TimeoutException failure = new TimeoutException("topic ids: " + e.getCause());
            failure.initCause(e);
            throw failure;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted");
        }
    }
}
