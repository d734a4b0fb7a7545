package dev.halley.runtime.config;

import dev.halley.runtime.config.schema.Form;
import dev.halley.runtime.config.schema.Range;
import dev.halley.runtime.config.schema.Secret;
import dev.halley.runtime.config.schema.TextForm;
import io.smallrye.config.WithDefault;
import java.util.Map;

/** The Kafka cluster and its topics: {@code halley.kafka}. */
public interface KafkaConfig {
    /** Brokers to begin with, as host:port, separated by commas. */
    @WithDefault("127.0.0.1:9092")
    @Form(TextForm.SERVERS)
    String bootstrapServers();

    /** Partitions of the topic halley-push; a topic that has another number is refused. */
    @WithDefault("12")
    @Range(min = "1", max = "10000")
    int pushPartitions();

    /** Partitions of the topic halley-room; a topic that has another number is refused. */
    @WithDefault("12")
    @Range(min = "1", max = "10000")
    int roomPartitions();

    /** Partitions of the topic halley-all; a topic that has another number is refused. */
    @WithDefault("2")
    @Range(min = "1", max = "1000")
    int allPartitions();

    /** Partitions of the topic halley-upstream, used when it is created. */
    @WithDefault("12")
    @Range(min = "1", max = "10000")
    int upstreamPartitions();

    /** Partitions of the topic halley-events, used when it is created. */
    @WithDefault("12")
    @Range(min = "1", max = "10000")
    int eventsPartitions();

    /** Partitions of the topic halley-offline, used when it is created. */
    @WithDefault("12")
    @Range(min = "1", max = "10000")
    int offlinePartitions();

    /** Replicas of topics that are created; from three on, two of them must be in sync. */
    @WithDefault("1")
    @Range(min = "1", max = "9")
    int replication();

    /** Further settings for every Kafka client, such as those of SASL and TLS; never shown. */
    @Secret
    Map<String, String> properties();
}
