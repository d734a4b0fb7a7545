package dev.halley.runtime.discovery.consul;

import dev.halley.runtime.config.ConsulConfig;
import dev.halley.runtime.discovery.Discovery;
import dev.halley.runtime.discovery.SeenNode;
import dev.halley.runtime.discovery.Subscription;
import dev.halley.runtime.discovery.TierView;
import dev.halley.runtime.discovery.consul.client.CallException;
import dev.halley.runtime.discovery.consul.client.ConsulCalls;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Discovery by a Consul agent. One thread keeps this node registered, and one for each tier that is
 * watched follows it. While Consul is away the views stay, and all resumes by itself. Thread-safe.
 */
public final class ConsulDiscovery implements Discovery {
    private static final Logger LOG = LoggerFactory.getLogger(ConsulDiscovery.class);

    private final ConsulConfig config;
    private final ConsulCalls calls;
    private final ConsulMetrics metrics;
    private final Registrar registrar;
    private final Map<NodeTier, TierWatch> watches = new EnumMap<>(NodeTier.class);
    private boolean closed;

    /**
     * Asks nothing until a node registers or a tier is watched.
     *
     * @param onNameTaken told, on another thread and at most once, that another running node has
     *     this node's name; a message for people. This node must end then
     * @throws dev.halley.runtime.config.ConfigException if a file cannot be read
     */
    public ConsulDiscovery(
            ConsulConfig config, MeterRegistry registry, Consumer<String> onNameTaken) {
        this.config = config;
        this.calls = new ConsulCalls(config);
        this.metrics = new ConsulMetrics(registry);
        this.registrar = new Registrar(calls, metrics, onNameTaken);
        registrar.start();
    }

    @Override
    public Optional<InstanceId> lastLife(NodeTier tier, String name) {
        try {
            return calls.readConsistently(tier).entries().stream()
                    .map(SeenNode::address)
                    .filter(node -> node.name().equals(name))
                    .flatMap(node -> node.instance().stream())
                    .max(Comparator.comparingLong(InstanceId::startedAtMs));
        } catch (CallException e) {
            LOG.atDebug().addKeyValue("reason", e.getMessage()).log("last life not known");
            return Optional.empty();
        }
    }

    @Override
    public void register(NodeAddress self) {
        registrar.register(self);
        // Its own tier shows at once when its entry is lost or another takes its name.
        watch(self.tier()).join();
    }

    @Override
    public void deregister() {
        registrar.wanted().ifPresent(self -> watch(self.tier()).leave(self.name()));
        registrar.deregister();
    }

    @Override
    public Subscription watch(NodeTier tier, Consumer<TierView> onChange) {
        return watch(tier).add(onChange);
    }

    private synchronized TierWatch watch(NodeTier tier) {
        TierWatch present = watches.get(tier);
        if (present != null) {
            return present;
        }
        TierWatch watch = new TierWatch(tier, config, calls, registrar, metrics);
        watches.put(tier, watch);
        if (!closed) {
            watch.start();
        }
        return watch;
    }

    @Override
    public Optional<String> whyNotReady() {
        Optional<String> unregistered = registrar.whyNotEffective();
        if (unregistered.isPresent()) {
            return unregistered;
        }
        List<TierWatch> all;
        synchronized (this) {
            all = List.copyOf(watches.values());
        }
        return all.stream()
                .filter(watch -> !watch.present().known())
                .map(TierWatch::whyUnknown)
                .findFirst();
    }

    @Override
    public void close() {
        deregister();
        if (closeWatches()) {
            registrar.close();
            calls.close();
        }
    }

    /** Ends without a word to Consul, as a process that is killed does. For tests. */
    void abandon() {
        if (closeWatches()) {
            registrar.abandon();
            calls.close();
        }
    }

    private synchronized boolean closeWatches() {
        boolean first = !closed;
        closed = true;
        watches.values().forEach(TierWatch::close);
        return first;
    }
}
