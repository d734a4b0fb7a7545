package dev.halley.runtime.discovery.consul;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import dev.halley.runtime.node.NodeTier;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class NameClaimTest {
    private static final NodeAddress EARLY = node(1_000, "10.0.0.1");
    private static final NodeAddress LATE = node(2_000, "10.0.0.2");

    @Test
    void takesTheNameOfWhoDoesNotAnswer() {
        assertThat(NameClaim.of(false, EARLY, LATE, false)).isEqualTo(NameClaim.TAKE);
        assertThat(NameClaim.of(true, EARLY, LATE, false)).isEqualTo(NameClaim.TAKE);
    }

    @Test
    void yieldsToWhoHoldsTheName() {
        assertThat(NameClaim.of(false, LATE, EARLY, true)).isEqualTo(NameClaim.YIELD);
        assertThat(NameClaim.of(false, EARLY, LATE, true)).isEqualTo(NameClaim.YIELD);
    }

    @Test
    void ofTwoThatRegisteredTheLaterLifeKeepsIt() {
        assertThat(NameClaim.of(true, LATE, EARLY, true)).isEqualTo(NameClaim.TAKE);
        assertThat(NameClaim.of(true, EARLY, LATE, true)).isEqualTo(NameClaim.YIELD);
    }

    @Test
    void bothDecideTheSameWhenTheyStartedAtOnce() {
        NodeAddress other = node(1_000, "10.0.0.9");

        assertThat(NameClaim.of(true, EARLY, other, true)).isEqualTo(NameClaim.YIELD);
        assertThat(NameClaim.of(true, other, EARLY, true)).isEqualTo(NameClaim.TAKE);
        assertThat(NameClaim.isSame(EARLY, other)).isFalse();
        assertThat(NameClaim.isSame(EARLY, node(1_000, "10.0.0.1"))).isTrue();
    }

    private static NodeAddress node(long startedAtMs, String host) {
        return new NodeAddress(
                NodeTier.COMET,
                "comet-1",
                host,
                3109,
                Map.of(NodeMetadata.INSTANCE, new InstanceId("comet-1", startedAtMs).toString()));
    }
}
