package dev.halley.runtime.rpc;

import dev.halley.runtime.discovery.Discovery;
import dev.halley.runtime.node.NodeTier;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import java.net.URI;

/** Lets one channel resolve {@code halley:///tier} through one discovery; registered nowhere. */
final class DiscoveryResolverFactory extends NameResolverProvider {
    private static final String SCHEME = "halley";
    private static final int PRIORITY = 5;

    private final Discovery discovery;
    private final NodeTier tier;

    DiscoveryResolverFactory(Discovery discovery, NodeTier tier) {
        this.discovery = discovery;
        this.tier = tier;
    }

    @Override
    public NameResolver newNameResolver(URI target, NameResolver.Args args) {
        return new DiscoveryNameResolver(discovery, tier, args.getSynchronizationContext());
    }

    @Override
    public String getDefaultScheme() {
        return SCHEME;
    }

    @Override
    protected boolean isAvailable() {
        return true;
    }

    @Override
    protected int priority() {
        return PRIORITY;
    }
}
