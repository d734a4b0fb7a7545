package dev.halley.job.bootstrap;

import dev.halley.api.kafka.Topics;
import dev.halley.job.append.AppendSettings;
import dev.halley.job.claim.ClaimSettings;
import dev.halley.job.config.JobConfig;
import dev.halley.job.config.JobSection;
import dev.halley.job.consume.ConsumerSettings;
import dev.halley.job.deliver.DeliverySettings;
import dev.halley.job.offline.OfflineSettings;
import dev.halley.job.pipeline.PipelineSettings;
import dev.halley.job.route.RouteSettings;
import dev.halley.runtime.node.InstanceId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What the parts of a job are told, out of its configuration. */
final class JobSettings {
    static final Set<String> TOPICS = Set.of(Topics.PUSH, Topics.ROOM, Topics.ALL);

    private static final int LOOKUPS_IN_FLIGHT = 2;
    // A record has at most as many again; a connection to Redis takes 65,536 commands.
    private static final int LOOKUP_OWNERS = 10_000;
    // Beyond it a frame's own cost is a small part; what a comet has asked for ahead stays bounded.
    private static final int BATCH_DELIVERIES = 64;
    private static final int BATCH_BYTES = 64 * 1024;
    private static final int APPEND_MESSAGES = 256;
    private static final long APPEND_BYTES = 512 * 1024;
    private static final int APPENDS_IN_FLIGHT = 512;
    private static final int CLAIMS_IN_FLIGHT = 512;
    private static final int OFFLINE_IN_FLIGHT = 4_096;
    // More than is finished between two commits: what comes again after them is recognised.
    private static final int FEWEST_POSITIONS = 16_384;
    private static final Duration FIRST_RETRY = Duration.ofMillis(20);
    private static final Duration LAST_RETRY = Duration.ofSeconds(1);

    private static final Duration LONGEST_TRUST = Duration.ofSeconds(2);

    private JobSettings() {}

    static PipelineSettings pipelines(JobSection job) {
        return new PipelineSettings(
                job.maxInFlightRecords(),
                job.maxInFlightBytes(),
                job.unknownInstanceTimeout().toNanos(),
                job.offline());
    }

    static DeliverySettings delivery(JobSection job) {
        return new DeliverySettings(
                job.stallTimeout().toNanos(),
                job.goneAfter().toNanos(),
                job.sessionsPerDelivery(),
                BATCH_DELIVERIES,
                BATCH_BYTES);
    }

    static AppendSettings appends(JobConfig config) {
        JobSection job = config.job();
        return new AppendSettings(
                APPEND_MESSAGES,
                APPEND_BYTES,
                APPENDS_IN_FLIGHT,
                Math.max(FEWEST_POSITIONS, 2 * job.maxInFlightRecords()),
                job.rememberedStreams(),
                FIRST_RETRY.toNanos(),
                LAST_RETRY.toNanos(),
                trust(config).toNanos());
    }

    // A third of the time after which Kafka gives the partitions of a silent job to others.
    private static Duration trust(JobConfig config) {
        Duration third = ConsumerSettings.sessionTimeout(config.kafka().properties()).dividedBy(3);
        return third.compareTo(LONGEST_TRUST) < 0 ? third : LONGEST_TRUST;
    }

    static ClaimSettings claims() {
        return new ClaimSettings(CLAIMS_IN_FLIGHT, FIRST_RETRY.toNanos(), LAST_RETRY.toNanos());
    }

    static RouteSettings routes(JobSection job) {
        return new RouteSettings(
                job.lookupBatch(),
                LOOKUP_OWNERS,
                LOOKUPS_IN_FLIGHT,
                FIRST_RETRY.toNanos(),
                LAST_RETRY.toNanos(),
                job.replayTimeout().toNanos());
    }

    static OfflineSettings offline() {
        return new OfflineSettings(OFFLINE_IN_FLIGHT, FIRST_RETRY.toNanos(), LAST_RETRY.toNanos());
    }

    static Map<String, Object> kafka(JobConfig config, InstanceId instance) {
        Map<String, Object> kafka = new HashMap<>(config.kafka().properties());
        kafka.put("bootstrap.servers", config.kafka().bootstrapServers());
        kafka.put("client.id", instance.toString());
        return kafka;
    }

    static ConsumerSettings consumer(JobConfig config, InstanceId instance) {
        return new ConsumerSettings(
                kafka(config, instance),
                config.job().group(),
                TOPICS,
                config.job().readGap(),
                config.job().commitInterval(),
                config.job().revokeTimeout());
    }
}
