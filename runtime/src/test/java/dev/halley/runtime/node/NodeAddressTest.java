package dev.halley.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class NodeAddressTest {
    @Test
    void tellsWhichLifeOfTheNodeItIs() {
        InstanceId instance = new InstanceId("comet-1", 1_000);

        assertThat(with(Map.of(NodeMetadata.INSTANCE, instance.toString())).instance())
                .contains(instance);
    }

    @Test
    void knowsNoLifeWhenNoneIsToldOrItCannotBeRead() {
        assertThat(with(Map.of()).instance()).isEmpty();
        assertThat(with(Map.of(NodeMetadata.INSTANCE, "comet-1")).instance()).isEmpty();
    }

    @Test
    void putsBracketsAroundAnAddressWithColons() {
        assertThat(NodeAddress.of(NodeTier.COMET, "comet-1", "::1", 1).hostAndPort())
                .isEqualTo("[::1]:1");
    }

    private static NodeAddress with(Map<String, String> metadata) {
        return new NodeAddress(NodeTier.COMET, "comet-1", "10.0.0.1", 3109, metadata);
    }
}
