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
import io.grpc.Status;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The channel to logic, and the readiness check that watches it. */
final class LogicLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogicLink.class);
    private static final String CHECK = "logic";
    private static final long TRY_EVERY_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long WARN_EVERY_NS = TimeUnit.SECONDS.toNanos(10);

    private final NodeContext context;
    private final ManagedChannel channel;
    private final AtomicLong triedAtNs = new AtomicLong(System.nanoTime());
    private final AtomicLong warnedAtNs = new AtomicLong(System.nanoTime() - WARN_EVERY_NS);

    LogicLink(NodeContext context) {
        this.context = context;
        this.channel = new GrpcChannels(context.discovery()).toTier(NodeTier.LOGIC);
        context.lifecycle().addCheck(CHECK, this::whyNotReady);
    }

    LogicCalls calls(UpstreamConfig config) {
        return new GrpcLogicCalls(
                channel,
                config.connectDeadline(),
                config.deadline(),
                this::connectAgain,
                this::connectFailed);
    }

    HistoryCalls historyCalls(UpstreamConfig config) {
        return new GrpcHistoryCalls(channel, config.deadline());
    }

    // Otherwise a logic that was away for long is not tried for up to two minutes.
    private void connectAgain() {
        if (isDue(triedAtNs, TRY_EVERY_NS)) {
            channel.resetConnectBackoff();
        }
    }

    private void connectFailed(Status why) {
        if (isDue(warnedAtNs, WARN_EVERY_NS)) {
            // What else it says may be many lines.
            String said = Objects.requireNonNullElse(why.getDescription(), "");
            LOG.atWarn()
                    .addKeyValue(
                            "reason",
                            why.getCode() + said.lines().findFirst().map(": "::concat).orElse(""))
                    .log("sessions cannot be authenticated");
        }
    }

    /** Whether so much time is over since this was last true. */
    private static boolean isDue(AtomicLong atNs, long everyNs) {
        long now = System.nanoTime();
        long last = atNs.get();
        return now - last >= everyNs && atNs.compareAndSet(last, now);
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
