package dev.halley.job.consume;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.jspecify.annotations.Nullable;

/**
 * Whether Kafka still counts this job as a member. A poll of a Kafka that is away just returns
 * nothing; but heartbeats are only sent to a coordinator that answers the ones before.
 */
final class GroupContact {
    private static final String SINCE_HEARTBEAT = "last-heartbeat-seconds-ago";

    private final Metric secondsSinceHeartbeat;
    private final Duration limit;

    GroupContact(Consumer<?, ?> kafka, Duration limit) {
        this.secondsSinceHeartbeat =
                kafka.metrics().entrySet().stream()
                        .filter(entry -> entry.getKey().name().equals(SINCE_HEARTBEAT))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("kafka tells no heartbeats"))
                        .getValue();
        this.limit = limit;
    }

    /**
     * Why records cannot be read; empty: they can. From any thread.
     *
     * @param joinedAtNanos when the group was joined; null: not yet
     */
    Optional<String> whyNot(@Nullable Long joinedAtNanos) {
        if (joinedAtNanos == null) {
            return Optional.of("has not joined its group");
        }
        // Negative until the first heartbeat, for which there may be no time.
        double heartbeat = ((Number) secondsSinceHeartbeat.metricValue()).doubleValue();
        double seconds = heartbeat < 0 ? secondsSince(joinedAtNanos) : heartbeat;
        return seconds > limit.toSeconds()
                ? Optional.of("has not answered for " + (long) seconds + " s")
                : Optional.empty();
    }

    private static double secondsSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toSeconds();
    }
}
