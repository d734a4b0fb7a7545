package dev.halley.cluster.plan;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterOptionsTest {
    @Test
    void refusesATierWithoutNodes() {
        assertThatThrownBy(() -> ClusterOptions.of(0, 2, 2))
                .hasMessage("comets: 0 (expected: 1-16)");
        assertThatThrownBy(() -> ClusterOptions.of(2, 17, 2))
                .hasMessage("logics: 17 (expected: 1-16)");
        assertThatThrownBy(() -> ClusterOptions.of(2, 2, -1))
                .hasMessage("jobs: -1 (expected: 1-16)");
    }

    @Test
    void refusesTwoBrokersWhichAreNoSaferThanOne() {
        assertThatThrownBy(() -> ClusterOptions.standard().withBrokers(2))
                .hasMessage("brokers: 2 (expected: 1 or 3)");
    }

    @Test
    void refusesWhatIsNoKeyOfHalley() {
        assertThatThrownBy(() -> ClusterOptions.standard().withOverrides(Map.of("colour", "red")))
                .hasMessage("colour: unknown key (expected: a key of the configuration reference)");
    }
}
