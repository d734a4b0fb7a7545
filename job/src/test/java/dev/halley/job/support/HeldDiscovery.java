package dev.halley.job.support;

import dev.halley.runtime.discovery.Discovery;
import dev.halley.runtime.discovery.StaticDirectory;
import dev.halley.runtime.discovery.StaticDiscovery;
import dev.halley.runtime.discovery.Subscription;
import dev.halley.runtime.discovery.TierView;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A discovery that cannot be read until it is released: its views are not known until then. */
public final class HeldDiscovery implements Discovery {
    private final StaticDiscovery nodes;
    private final List<Runnable> held = new ArrayList<>();
    private boolean released;

    /** Shows the nodes of this directory once it is released. */
    public HeldDiscovery(StaticDirectory directory) {
        nodes = new StaticDiscovery(directory);
    }

    /** It has been read. */
    public synchronized void release() {
        released = true;
        held.forEach(Runnable::run);
    }

    @Override
    public void register(NodeAddress self) {
        nodes.register(self);
    }

    @Override
    public void deregister() {
        nodes.deregister();
    }

    @Override
    public synchronized Subscription watch(NodeTier tier, Consumer<TierView> onChange) {
        if (released) {
            return nodes.watch(tier, onChange);
        }
        onChange.accept(TierView.unknown(tier));
        held.add(() -> nodes.watch(tier, onChange));
        return () -> {};
    }

    @Override
    public synchronized Optional<String> whyNotReady() {
        return released ? Optional.empty() : Optional.of("no answer");
    }

    @Override
    public void close() {
        nodes.close();
    }
}
