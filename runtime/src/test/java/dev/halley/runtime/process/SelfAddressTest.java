package dev.halley.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.runtime.config.NodeConfig;
import dev.halley.runtime.config.TierConfig;
import dev.halley.runtime.config.loading.ConfigLoader;
import dev.halley.runtime.discovery.StaticDiscovery;
import dev.halley.runtime.lifecycle.Lifecycle;
import dev.halley.runtime.lifecycle.NodeContext;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import dev.halley.runtime.node.NodeTier;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.ConfigMapping;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SelfAddressTest {
    private static final InstanceId INSTANCE = new InstanceId("comet-7", 1_000);

    @Test
    void tellsWhoTheNodeIsAndWhereItStands() {
        NodeAddress self =
                SelfAddress.of(
                        NodeTier.COMET,
                        node(),
                        context(3108),
                        3109,
                        Map.of(NodeMetadata.TCP_PORT, "3101"));

        assertThat(self.hostAndPort()).isEqualTo("10.0.0.7:3109");
        assertThat(self.instance()).contains(INSTANCE);
        assertThat(self.metadata())
                .containsEntry(NodeMetadata.ZONE, "zone-9")
                .containsEntry(NodeMetadata.WEIGHT, "10")
                .containsEntry(NodeMetadata.TCP_PORT, "3101")
                .containsEntry(NodeMetadata.MANAGEMENT_PORT, "3108");
    }

    @Test
    void tellsNoManagementPortWhenThereIsNone() {
        NodeAddress self = SelfAddress.of(NodeTier.JOB, node(), context(0), 0, Map.of());

        assertThat(self.metadata()).doesNotContainKey(NodeMetadata.MANAGEMENT_PORT);
    }

    private static NodeConfig node() {
        Map<String, String> settings =
                Map.of("halley.node.advertised-host", "10.0.0.7", "halley.node.zone", "zone-9");
        return new ConfigLoader(Map.of()).load(Sample.class, null, settings).node();
    }

    private static NodeContext context(int managementPort) {
        return new NodeContext(
                INSTANCE,
                new StaticDiscovery(List.of()),
                new SimpleMeterRegistry(),
                new Lifecycle("test"),
                Clock.systemUTC(),
                managementPort);
    }

    /** A tier's configuration. */
    @ConfigMapping(prefix = "halley")
    public interface Sample extends TierConfig {}
}
