package dev.halley.comet.bootstrap;

import dev.halley.comet.config.UpstreamConfig;
import dev.halley.comet.history.HistoryCalls;
import dev.halley.comet.upstream.calls.GrpcHistoryCalls;
import dev.halley.comet.upstream.calls.GrpcLogicCalls;
import dev.halley.comet.upstream.calls.LogicCalls;
import dev.halley.runtime.lifecycle.NodeContext;
import dev.halley.runtime.node.NodeTier;
import dev.halley.runtime.rpc.GrpcChannels;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The channel to logic, and the readiness check that watches it. */
final class LogicLink implements AutoCloseable {
    private static final String CHECK = "logic";
    private static final long TRY_EVERY_NS = TimeUnit.SECONDS.toNanos(1);

    private final NodeContext context;
    private final ManagedChannel channel;
    private final AtomicLong triedAtNs = new AtomicLong(System.nanoTime());

    LogicLink(NodeContext context) {
        this.context = context;
        this.channel = new GrpcChannels(context.discovery()).toTier(NodeTier.LOGIC);
        context.lifecycle().addCheck(CHECK, this::whyNotReady);
    }

    LogicCalls calls(UpstreamConfig config) {
        return new GrpcLogicCalls(
                channel, config.connectDeadline(), config.deadline(), this::connectAgain);
    }

    HistoryCalls historyCalls(UpstreamConfig config) {
        return new GrpcHistoryCalls(channel, config.deadline());
    }

    // Otherwise a logic that was away for long is not tried for up to two minutes.
    private void connectAgain() {
        long now = System.nanoTime();
        long last = triedAtNs.get();
        if (now - last >= TRY_EVERY_NS && triedAtNs.compareAndSet(last, now)) {
            channel.resetConnectBackoff();
        }
    }

    private Optional<String> whyNotReady() {
        return channel.getState(true) == ConnectivityState.TRANSIENT_FAILURE
                ? Optional.of("no logic can be reached")
                : Optional.empty();
    }

    @Override
    public void close() {
        context.lifecycle().removeCheck(CHECK);
        channel.shutdownNow();
    }
}
