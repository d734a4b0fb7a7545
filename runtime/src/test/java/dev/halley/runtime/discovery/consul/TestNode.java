package dev.halley.runtime.discovery.consul;

import dev.halley.runtime.config.ConsulConfig;
import dev.halley.runtime.config.TierConfig;
import dev.halley.runtime.config.loading.ConfigLoader;
import dev.halley.runtime.discovery.TierView;
import dev.halley.runtime.lifecycle.Lifecycle;
import dev.halley.runtime.management.ManagementServer;
import dev.halley.runtime.metrics.MeterRegistries;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import dev.halley.runtime.node.NodeTier;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.smallrye.config.ConfigMapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A comet that does nothing but answer its probes and take part in discovery. */
final class TestNode implements AutoCloseable {
    final PrometheusMeterRegistry registry = MeterRegistries.prometheus();
    final List<String> refusals = new CopyOnWriteArrayList<>();
    final ConsulDiscovery discovery;
    private final InstanceId instance;
    private ManagementServer management;
    private volatile TierView comets = TierView.unknown(NodeTier.COMET);

    TestNode(InstanceId instance, String consul, Map<String, String> settings) {
        this.instance = instance;
        this.discovery = new ConsulDiscovery(config(consul, settings), registry, refusals::add);
        this.management = probes(0, instance);
        discovery.watch(NodeTier.COMET, view -> comets = view);
    }

    private ManagementServer probes(int port, InstanceId life) {
        return ManagementServer.start(
                "127.0.0.1",
                port,
                new Lifecycle("test"),
                registry,
                Map.of(ManagementServer.INSTANCE, life.toString()));
    }

    TestNode register() {
        return register(Map.of());
    }

    TestNode register(Map<String, String> more) {
        discovery.register(address(more));
        return this;
    }

    NodeAddress address(Map<String, String> more) {
        Map<String, String> metadata = new HashMap<>(more);
        metadata.put(NodeMetadata.INSTANCE, instance.toString());
        metadata.put(NodeMetadata.ZONE, "zone-1");
        metadata.put(NodeMetadata.MANAGEMENT_PORT, String.valueOf(management.port()));
        return new NodeAddress(NodeTier.COMET, instance.name(), "127.0.0.1", 3109, metadata);
    }

    TierView comets() {
        return comets;
    }

    List<String> names() {
        return comets.nodes().stream().map(NodeAddress::name).toList();
    }

    boolean ready() {
        return discovery.whyNotReady().isEmpty();
    }

    double count(String meter, String tag, String value) {
        Counter counter = registry.find(meter).tag(tag, value).counter();
        return counter == null ? 0 : counter.count();
    }

    /** Dies as a killed process does: nothing answers, nothing is taken back. */
    void kill() {
        management.close();
        discovery.abandon();
    }

    /** Dies, and the next life of the node answers probes at the same port already. */
    void killAndFollow(InstanceId next) {
        int port = management.port();
        kill();
        management = probes(port, next);
    }

    @Override
    public void close() {
        discovery.close();
        management.close();
    }

    private static ConsulConfig config(String consul, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>();
        all.put("halley.discovery.consul.address", consul);
        all.put("halley.discovery.consul.check-interval", "1s");
        settings.forEach((key, value) -> all.put("halley.discovery.consul." + key, value));
        return new ConfigLoader(Map.of()).load(Sample.class, null, all).discovery().consul();
    }

    /** A tier's configuration. */
    @ConfigMapping(prefix = "halley")
    public interface Sample extends TierConfig {}
}
