package dev.halley.runtime.process;

import dev.halley.runtime.discovery.Discovery;
import dev.halley.runtime.discovery.Subscription;
import dev.halley.runtime.discovery.TierView;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import java.util.Optional;
import java.util.function.Consumer;

/** Tries an address before it is registered the first time; the rest is the discovery's own. */
final class CheckedDiscovery implements Discovery {
    private final Discovery discovery;
    private final Consumer<NodeAddress> check;
    private boolean checked;

    /** Registers what the check lets pass; a check throws what keeps the node from starting. */
    CheckedDiscovery(Discovery discovery, Consumer<NodeAddress> check) {
        this.discovery = discovery;
        this.check = check;
    }

    @Override
    public Optional<InstanceId> lastLife(NodeTier tier, String name) {
        return discovery.lastLife(tier, name);
    }

    @Override
    public void register(NodeAddress self) {
        synchronized (this) {
            if (!checked) {
                check.accept(self);
                checked = true;
            }
        }
        discovery.register(self);
    }

    @Override
    public void deregister() {
        discovery.deregister();
    }

    @Override
    public Subscription watch(NodeTier tier, Consumer<TierView> onChange) {
        return discovery.watch(tier, onChange);
    }

    @Override
    public Optional<String> whyNotReady() {
        return discovery.whyNotReady();
    }

    @Override
    public void close() {
        discovery.close();
    }
}
