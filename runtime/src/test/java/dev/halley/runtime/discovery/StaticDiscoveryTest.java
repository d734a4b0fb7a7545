package dev.halley.runtime.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.runtime.config.ConfigException;
import dev.halley.runtime.config.TierConfig;
import dev.halley.runtime.config.loading.ConfigLoader;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import io.smallrye.config.ConfigMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class StaticDiscoveryTest {
    private static final NodeAddress ONE = NodeAddress.of(NodeTier.COMET, "comet-1", "a", 1);
    private static final NodeAddress TWO = NodeAddress.of(NodeTier.COMET, "comet-2", "b", 2);

    private final List<List<NodeAddress>> seen = new ArrayList<>();

    private void saw(TierView view) {
        assertThat(view.known()).isTrue();
        seen.add(view.nodes());
    }

    @Test
    void showsTheConfiguredNodesAtOnceAndByName() {
        try (StaticDiscovery discovery = new StaticDiscovery(List.of(TWO, ONE))) {
            discovery.watch(NodeTier.COMET, this::saw);
            discovery.watch(NodeTier.LOGIC, this::saw);
        }

        assertThat(seen).containsExactly(List.of(ONE, TWO), List.of());
    }

    @Test
    void showsToOthersOfTheDirectoryWhoRegistersAndLeaves() {
        StaticDirectory directory = new StaticDirectory(List.of());
        StaticDiscovery comet = new StaticDiscovery(directory);
        StaticDiscovery job = new StaticDiscovery(directory);
        job.watch(NodeTier.COMET, this::saw);

        comet.register(ONE);
        comet.register(ONE);
        comet.deregister();

        assertThat(seen).containsExactly(List.of(), List.of(ONE), List.of());
    }

    @Test
    void leavesTheEntryOfALaterLifeAlone() {
        StaticDirectory directory = new StaticDirectory(List.of());
        StaticDiscovery before = new StaticDiscovery(directory);
        StaticDiscovery after = new StaticDiscovery(directory);
        NodeAddress moved = NodeAddress.of(NodeTier.COMET, "comet-1", "a", 9);
        before.register(ONE);

        after.register(moved);
        before.close();
        after.watch(NodeTier.COMET, this::saw);

        assertThat(seen).containsExactly(List.of(moved));
    }

    @Test
    void endsOneWatchOfAConsumerThatHasTwo() {
        StaticDirectory directory = new StaticDirectory(List.of());
        StaticDiscovery discovery = new StaticDiscovery(directory);
        Subscription first = discovery.watch(NodeTier.COMET, this::saw);
        discovery.watch(NodeTier.COMET, this::saw);

        first.close();
        discovery.register(ONE);

        assertThat(seen).containsExactly(List.of(), List.of(), List.of(ONE));
    }

    @Test
    void readsNodesFromTheConfiguration() {
        Discovery discovery =
                StaticNodeList.discovery(
                        config(
                                Map.of(
                                        "halley.discovery.static.comets",
                                        "comet-1=10.0.0.1:3109,comet-2=[::1]:3109",
                                        "halley.discovery.static.jobs",
                                        "job-1")));

        discovery.watch(NodeTier.COMET, this::saw);
        discovery.watch(NodeTier.JOB, this::saw);

        assertThat(seen)
                .containsExactly(
                        List.of(
                                NodeAddress.of(NodeTier.COMET, "comet-1", "10.0.0.1", 3109),
                                NodeAddress.of(NodeTier.COMET, "comet-2", "::1", 3109)),
                        List.of(NodeAddress.of(NodeTier.JOB, "job-1", "", 0)));
    }

    @Test
    void namesEveryNodeThatCannotBeRead() {
        Map<String, String> nodes =
                Map.of(
                        "halley.discovery.static.comets", "comet-1,comet-2=h",
                        "halley.discovery.static.jobs", "job 1");

        assertThatThrownBy(() -> StaticNodeList.discovery(config(nodes)))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e ->
                                assertThat(e.problems())
                                        .containsExactly(
                                                "halley.discovery.static.comets: comet-1 (expected:"
                                                        + " name=host:port)",
                                                "halley.discovery.static.comets: comet-2=h"
                                                        + " (expected: name=host:port)",
                                                "halley.discovery.static.jobs: job 1 (expected:"
                                                        + " name)"));
    }

    private static dev.halley.runtime.config.DiscoveryConfig config(Map<String, String> values) {
        return new ConfigLoader(Map.of()).load(Sample.class, null, values).discovery();
    }

    /** A tier's configuration. */
    @ConfigMapping(prefix = "halley")
    public interface Sample extends TierConfig {}
}
