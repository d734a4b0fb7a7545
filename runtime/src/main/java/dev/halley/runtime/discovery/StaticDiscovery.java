package dev.halley.runtime.discovery;

import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Discovery for small installations and tests: the nodes are those the configuration lists. What
 * registers is seen by those that share the {@link StaticDirectory}, so nodes of one JVM find each
 * other on ports that were free; other processes know only what their own configuration says.
 */
public final class StaticDiscovery implements Discovery {
    private final StaticDirectory directory;
    private final List<NodeAddress> registered = new ArrayList<>();
    private final List<Subscription> subscriptions = new ArrayList<>();

    /** A view of its own with these nodes. */
    public StaticDiscovery(List<NodeAddress> nodes) {
        this(new StaticDirectory(nodes));
    }

    /** A view that shares the nodes of a directory. */
    public StaticDiscovery(StaticDirectory directory) {
        this.directory = directory;
    }

    @Override
    public Optional<InstanceId> lastLife(NodeTier tier, String name) {
        return directory.find(tier, name).flatMap(NodeAddress::instance);
    }

    @Override
    public synchronized void register(NodeAddress self) {
        registered.removeIf(node -> node.tier() == self.tier() && node.name().equals(self.name()));
        registered.add(self);
        directory.put(self);
    }

    @Override
    public synchronized void deregister() {
        registered.forEach(directory::remove);
        registered.clear();
    }

    @Override
    public synchronized Subscription watch(NodeTier tier, Consumer<TierView> onChange) {
        Subscription subscription = directory.watch(tier, onChange);
        subscriptions.add(subscription);
        return subscription;
    }

    @Override
    public Optional<String> whyNotReady() {
        return Optional.empty();
    }

    @Override
    public synchronized void close() {
        deregister();
        subscriptions.forEach(Subscription::close);
        subscriptions.clear();
    }
}
