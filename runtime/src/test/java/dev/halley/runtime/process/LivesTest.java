package dev.halley.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.runtime.discovery.Discovery;
import dev.halley.runtime.discovery.StaticDiscovery;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import dev.halley.runtime.node.NodeTier;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LivesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(5_000), ZoneOffset.UTC);

    @Test
    void beginsNow() {
        assertThat(begin(new StaticDiscovery(List.of()))).isEqualTo(life(5_000));
        assertThat(begin(remembering(4_000))).isEqualTo(life(5_000));
    }

    @Test
    void beginsAfterTheLastLifeWhenTheClockWasSetBack() {
        assertThat(begin(remembering(9_000))).isEqualTo(life(9_001));
        assertThat(begin(remembering(5_000))).isEqualTo(life(5_001));
    }

    private static InstanceId begin(Discovery discovery) {
        return Lives.begin(discovery, NodeTier.COMET, "comet-1", CLOCK);
    }

    private static Discovery remembering(long startedAtMs) {
        return new StaticDiscovery(
                List.of(
                        new NodeAddress(
                                NodeTier.COMET,
                                "comet-1",
                                "10.0.0.1",
                                3109,
                                Map.of(NodeMetadata.INSTANCE, life(startedAtMs).toString()))));
    }

    private static InstanceId life(long startedAtMs) {
        return new InstanceId("comet-1", startedAtMs);
    }
}
