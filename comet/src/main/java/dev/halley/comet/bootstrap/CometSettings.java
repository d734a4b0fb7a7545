package dev.halley.comet.bootstrap;

import dev.halley.comet.config.CometNodeConfig;
import dev.halley.comet.config.DeliverySection;
import dev.halley.comet.config.DeliverySettings;
import dev.halley.comet.config.FanoutSection;
import dev.halley.comet.config.StreamsSection;
import dev.halley.comet.history.HistoryBounds;
import dev.halley.comet.writing.FanoutConfig;
import dev.halley.runtime.lifecycle.NodeContext;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import dev.halley.runtime.node.NodeTier;
import dev.halley.runtime.process.SelfAddress;
import java.time.Duration;
import java.util.Map;

/** What the parts of a comet are told, out of its configuration. */
final class CometSettings {
    private CometSettings() {}

    static FanoutConfig fanout(FanoutSection section) {
        return new FanoutConfig(
                section.duty(),
                section.maxWait(),
                section.maxMergedBytes(),
                section.slowConsumerLimit());
    }

    static DeliverySettings delivery(InstanceId instance, DeliverySection section) {
        return new DeliverySettings(
                instance,
                section.interestLimit(),
                section.maxUnfinished(),
                section.maxUnfinishedBytes(),
                section.finishedDelay());
    }

    static HistoryBounds history(StreamsSection section) {
        HistoryBounds usual = HistoryBounds.DEFAULT;
        return new HistoryBounds(
                section.historyCalls(),
                usual.maxWaiting(),
                usual.pause(),
                section.historyPatience(),
                usual.pageSize());
    }

    /**
     * What the others are told of this comet.
     *
     * @param ports by what is served there
     * @param accepting whether it takes clients
     */
    static NodeAddress address(
            CometNodeConfig config,
            NodeContext context,
            Map<String, Integer> ports,
            boolean accepting) {
        return SelfAddress.of(
                NodeTier.COMET,
                config.node(),
                context,
                ports.getOrDefault("grpc", 0),
                Map.of(
                        NodeMetadata.TCP_PORT, String.valueOf(ports.get("tcp")),
                        NodeMetadata.WS_PORT, String.valueOf(ports.get("ws")),
                        NodeMetadata.ACCEPTING, Boolean.toString(accepting)));
    }

    /** Over how long sessions are ended, so that the rest of a drain has time of its own. */
    static Duration drainWindow(CometNodeConfig config, Duration limit) {
        Duration most = limit.multipliedBy(7).dividedBy(10);
        Duration wanted = config.comet().drainWindow();
        return most.compareTo(wanted) < 0 ? most : wanted;
    }
}
