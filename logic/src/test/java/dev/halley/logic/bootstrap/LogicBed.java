package dev.halley.logic.bootstrap;

import dev.halley.embedded.kafka.KafkaBroker;
import dev.halley.embedded.redis.RedisServer;
import dev.halley.logic.config.LogicNodeConfig;
import dev.halley.runtime.config.loading.ConfigLoader;
import dev.halley.runtime.discovery.StaticDirectory;
import dev.halley.runtime.discovery.StaticDiscovery;
import dev.halley.runtime.lifecycle.Lifecycle;
import dev.halley.runtime.lifecycle.LifecycleState;
import dev.halley.runtime.lifecycle.NodeContext;
import dev.halley.runtime.node.InstanceId;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A real Kafka and a real Redis, and logics on them. */
final class LogicBed implements AutoCloseable {
    private final KafkaBroker kafka;
    private final RedisServer redis;
    private final List<Runnable> opened = new ArrayList<>();

    LogicBed(Path data) {
        this.kafka = new KafkaBroker(data.resolve("kafka"), 0);
        this.redis = new RedisServer(data.resolve("redis"), 0);
    }

    KafkaBroker kafka() {
        return kafka;
    }

    RedisServer redis() {
        return redis;
    }

    Running start(String name, Map<String, String> overrides) {
        Map<String, String> keys = new HashMap<>();
        keys.put("halley.kafka.bootstrap-servers", kafka.bootstrapServers());
        keys.put("halley.kafka.push-partitions", "4");
        keys.put("halley.kafka.room-partitions", "4");
        keys.put("halley.redis.uri", redis.uri());
        // Test machines are busy.
        keys.put("halley.redis.timeout", "5s");
        keys.put("halley.logic.grpc.port", "0");
        keys.put("halley.logic.http.port", "0");
        keys.put("halley.logic.push.worker-settle", "0s");
        keys.putAll(overrides);
        LogicNodeConfig config = new ConfigLoader(Map.of()).load(LogicNodeConfig.class, null, keys);
        Lifecycle lifecycle = new Lifecycle("test");
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        NodeContext context =
                new NodeContext(
                        InstanceId.start(name, Clock.systemUTC()),
                        new StaticDiscovery(new StaticDirectory(List.of())),
                        registry,
                        lifecycle,
                        Clock.systemUTC());
        LogicNode node = new LogicNode(config, context);
        opened.add(node::close);
        lifecycle.become(LifecycleState.STARTING);
        node.start();
        lifecycle.become(LifecycleState.RUNNING);
        ManagedChannel channel =
                Grpc.newChannelBuilderForAddress(
                                "127.0.0.1",
                                node.ports().get("grpc"),
                                InsecureChannelCredentials.create())
                        .build();
        opened.add(channel::shutdownNow);
        return new Running(node, channel, lifecycle, registry);
    }

    @Override
    public void close() {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).run();
        }
        kafka.close();
        redis.close();
    }

    record Running(
            LogicNode node,
            ManagedChannel channel,
            Lifecycle lifecycle,
            SimpleMeterRegistry registry) {}
}
