package dev.halley.runtime.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DiscoveryViewPropertyTest implements ViewEvents {
    private static final long STEP = Duration.ofSeconds(1).toNanos();

    /** Each number is an answer: its bits say which of five nodes are there. */
    @Property(tries = 500)
    void whatIsThereIsShownAndMostAreNeverLostAtOnce(
            @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 31) Integer> answers) {
        DiscoveryView view =
                new DiscoveryView(
                        NodeTier.COMET, Duration.ofSeconds(2), Duration.ofSeconds(10), this);
        Set<String> before = Set.of();
        for (int i = 0; i < answers.size(); i++) {
            Set<String> present = names(answers.get(i));
            boolean wasFrozen = view.frozen();
            view.answered(
                    present.stream().map(DiscoveryViewPropertyTest::seen).toList(),
                    false,
                    i * STEP);
            Set<String> shown =
                    view.view().nodes().stream().map(NodeAddress::name).collect(Collectors.toSet());
            Set<String> lost = new HashSet<>(before);
            lost.removeAll(shown);

            assertThat(shown).containsAll(present);
            if (!wasFrozen) {
                assertThat(lost.size() * 2).isLessThanOrEqualTo(before.size());
            }
            if (!view.frozen()) {
                assertThat(shown).isEqualTo(present);
            }
            before = shown;
        }
    }

    @Property(tries = 200)
    void aFreezeEndsWithinItsLimit(
            @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 31) Integer> answers) {
        DiscoveryView view =
                new DiscoveryView(
                        NodeTier.COMET, Duration.ofSeconds(2), Duration.ofSeconds(3), this);
        int frozenFor = 0;
        for (int i = 0; i < answers.size(); i++) {
            view.answered(
                    names(answers.get(i)).stream().map(DiscoveryViewPropertyTest::seen).toList(),
                    false,
                    i * STEP);
            frozenFor = view.frozen() ? frozenFor + 1 : 0;
            assertThat(frozenFor).isLessThanOrEqualTo(3);
        }
    }

    @Override
    public void froze(Set<String> absent, int known) {
        assertThat(absent).isNotEmpty().hasSizeLessThanOrEqualTo(known);
    }

    @Override
    public void thawed(Set<String> gone) {
        assertThat(gone).hasSizeLessThanOrEqualTo(5);
    }

    private static Set<String> names(int bits) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            if ((bits >> i & 1) == 1) {
                names.add("n" + i);
            }
        }
        return names;
    }

    private static SeenNode seen(String name) {
        return new SeenNode(NodeAddress.of(NodeTier.COMET, name, "h", 1), true);
    }
}
