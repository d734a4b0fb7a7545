package dev.halley.job.bootstrap;

import dev.halley.job.config.JobConfig;
import dev.halley.job.support.Backends;
import dev.halley.runtime.config.loading.ConfigLoader;
import dev.halley.runtime.discovery.Discovery;
import dev.halley.runtime.discovery.StaticDirectory;
import dev.halley.runtime.discovery.StaticDiscovery;
import dev.halley.runtime.lifecycle.Lifecycle;
import dev.halley.runtime.lifecycle.LifecycleState;
import dev.halley.runtime.lifecycle.NodeContext;
import dev.halley.runtime.node.InstanceId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A job with short times, joined to the backends of a test. */
final class RunningJob implements AutoCloseable {
    private final JobNode node;
    private final Lifecycle lifecycle = new Lifecycle("test");
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    RunningJob(
            String name,
            String group,
            Backends backends,
            StaticDirectory nodes,
            Map<String, String> more) {
        this(name, group, backends, new StaticDiscovery(nodes), more);
    }

    RunningJob(
            String name,
            String group,
            Backends backends,
            Discovery discovery,
            Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("halley.kafka.bootstrap-servers", backends.kafka().bootstrapServers());
        settings.put("halley.redis.uri", backends.redis().uri());
        settings.put("halley.job.group", group);
        settings.put("halley.job.commit-interval", "100ms");
        settings.put("halley.job.stall-timeout", "3s");
        settings.put("halley.job.attach-timeout", "5s");
        settings.put("halley.job.revoke-timeout", "2s");
        settings.put("halley.job.replay-timeout", "3s");
        settings.put("halley.job.unknown-instance-timeout", "2s");
        settings.putAll(more);
        JobConfig config = new ConfigLoader(Map.of()).load(JobConfig.class, null, settings);
        NodeContext context =
                new NodeContext(
                        InstanceId.start(name, Clock.systemUTC()),
                        discovery,
                        registry,
                        lifecycle,
                        Clock.systemUTC());
        node = new JobNode(config, context);
        node.start();
        lifecycle.become(LifecycleState.RUNNING);
    }

    boolean ready() {
        return lifecycle.whyNotReady().isEmpty();
    }

    Map<String, String> whyNotReady() {
        return lifecycle.whyNotReady();
    }

    double count(String meter, String tag, String value) {
        return registry.get(meter).tag(tag, value).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    double count(String meter) {
        return registry.get(meter).counter().count();
    }

    double deliveriesTo(String comet) {
        return count("halley.job.deliveries", "node", comet);
    }

    double gauge(String meter) {
        return registry.get(meter).gauge().value();
    }

    void kill() {
        node.abandon();
    }

    @Override
    public void close() {
        node.drainAndStop(Duration.ofSeconds(5));
    }
}
