package dev.halley.runtime.rpc;

import dev.halley.runtime.discovery.Discovery;
import dev.halley.runtime.discovery.Subscription;
import dev.halley.runtime.discovery.TierView;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.StatusOr;
import io.grpc.SynchronizationContext;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Feeds a channel with the nodes of a tier, at once and at every change. */
final class DiscoveryNameResolver extends NameResolver {
    private final Discovery discovery;
    private final NodeTier tier;
    private final SynchronizationContext context;
    private @Nullable Subscription subscription;
    private @Nullable Listener2 listener;
    private List<NodeAddress> nodes = List.of();

    DiscoveryNameResolver(Discovery discovery, NodeTier tier, SynchronizationContext context) {
        this.discovery = discovery;
        this.tier = tier;
        this.context = context;
    }

    @Override
    public String getServiceAuthority() {
        return tier.label();
    }

    @Override
    public void start(Listener2 channel) {
        listener = channel;
        subscription = discovery.watch(tier, view -> context.execute(() -> changed(view)));
    }

    // Asked for when connections fail: a host name may have moved to another address meanwhile.
    @Override
    public void refresh() {
        publish();
    }

    @Override
    public void shutdown() {
        listener = null;
        if (subscription != null) {
            subscription.close();
        }
    }

    private void changed(TierView view) {
        nodes = view.nodes().stream().filter(node -> node.port() > 0).toList();
        publish();
    }

    private void publish() {
        if (listener == null) {
            return;
        }
        listener.onResult2(ResolutionResult.newBuilder().setAddressesOrError(addresses()).build());
    }

    private StatusOr<List<EquivalentAddressGroup>> addresses() {
        if (nodes.isEmpty()) {
            return StatusOr.fromStatus(
                    Status.UNAVAILABLE.withDescription("no " + tier.label() + " is known"));
        }
        return StatusOr.fromValue(
                nodes.stream()
                        .map(node -> new InetSocketAddress(node.host(), node.port()))
                        .map(EquivalentAddressGroup::new)
                        .toList());
    }
}
