package dev.halley.runtime.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import dev.halley.runtime.node.NodeTier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DiscoveryViewTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final List<String> events = new ArrayList<>();
    private final DiscoveryView view =
            new DiscoveryView(
                    NodeTier.COMET,
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(300),
                    new ViewEvents() {
                        @Override
                        public void froze(Set<String> absent, int known) {
                            events.add("froze " + new TreeSet<>(absent) + " of " + known);
                        }

                        @Override
                        public void thawed(Set<String> gone) {
                            events.add("thawed " + new TreeSet<>(gone));
                        }
                    });

    @Test
    void isKnownOnceAnAnswerIsFreshAndStaysSo() {
        answer(0, "a");
        assertThat(view.known()).isFalse();
        assertThat(names()).containsExactly("a");

        view.answered(passing("a"), true, SECOND);
        answer(2, "a");

        assertThat(view.view().known()).isTrue();
    }

    @Test
    void removesANodeThatLeftAtOnce() {
        answer(0, "a", "b", "c");

        answer(1, "a", "c");

        assertThat(names()).containsExactly("a", "c");
        assertThat(events).isEmpty();
    }

    @Test
    void keepsANodeForTheGraceThatARegistryWhichWasAwayDoesNotHaveYet() {
        answer(0, "a", "b", "c");
        view.unanswered(SECOND);

        answer(10, "a", "c");
        assertThat(names()).containsExactly("a", "b", "c");
        assertThat(view.nextNanos()).hasValue(13 * SECOND);
        answer(11, "a", "b", "c");
        answer(12, "a", "b");
        assertThat(names()).containsExactly("a", "b", "c");

        answer(13, "a", "b");

        assertThat(names()).containsExactly("a", "b");
    }

    @Test
    void keepsANodeThatFailsItsCheckForTheGrace() {
        answer(0, "a", "b", "c");
        fails(1, "b", "a", "c");
        view.advance(4 * SECOND - 1);
        assertThat(names()).containsExactly("a", "b", "c");
        assertThat(view.nextNanos()).hasValue(4 * SECOND);

        view.advance(4 * SECOND);

        assertThat(names()).containsExactly("a", "c");
        assertThat(view.nextNanos()).isEmpty();
    }

    @Test
    void forgetsAFailureThatPassed() {
        answer(0, "a", "b", "c");
        fails(1, "b", "a", "c");
        answer(2, "a", "b", "c");

        view.advance(100 * SECOND);

        assertThat(names()).containsExactly("a", "b", "c");
    }

    @Test
    void oneOfTwoIsNotMost() {
        answer(0, "a", "b");

        answer(1, "b");

        assertThat(names()).containsExactly("b");
        assertThat(view.frozen()).isFalse();
    }

    @Test
    void freezesOnAnEmptyAnswer() {
        answer(0, "a");

        answer(1);

        assertThat(names()).containsExactly("a");
        assertThat(view.frozen()).isTrue();
        assertThat(events).containsExactly("froze [a] of 1");
    }

    @Test
    void staysEmptyAndUnfrozenWhileThereIsNobody() {
        view.answered(List.of(), true, 0);

        assertThat(view.frozen()).isFalse();
        assertThat(view.view().nodes()).isEmpty();
    }

    @Test
    void freezesWhenMoreThanHalfVanishAtOnce() {
        answer(0, "a", "b", "c", "d");
        answer(1, "a", "b");
        assertThat(names()).containsExactly("a", "b");
        answer(2, "a", "b", "c");

        answer(3, "c");

        assertThat(names()).containsExactly("a", "b", "c");
        assertThat(events).containsExactly("froze [a, b] of 3");
    }

    @Test
    void countsFailuresWithinTheGraceAsOne() {
        answer(0, "a", "b", "c");
        fails(1, "a", "b", "c");
        assertThat(view.frozen()).isFalse();

        view.answered(
                List.of(seen("a", false), seen("b", false), seen("c", true)), false, 2 * SECOND);

        view.advance(100 * SECOND);
        assertThat(names()).containsExactly("a", "b", "c");
    }

    @Test
    void takesOverWhoComesWhileFrozen() {
        answer(0, "a", "b", "c");
        answer(1);

        answer(2, "d");

        assertThat(names()).containsExactly("a", "b", "c", "d");
        assertThat(view.frozen()).isTrue();
    }

    @Test
    void thawsWhenAllAreBack() {
        answer(0, "a", "b", "c");
        answer(1);
        answer(2, "a");
        answer(3, "a", "b");
        assertThat(view.frozen()).isTrue();

        answer(4, "a", "b", "c");

        assertThat(events).containsExactly("froze [a, b, c] of 3", "thawed []");
        answer(5, "a", "b");
        assertThat(names()).containsExactly("a", "b");
    }

    @Test
    void givesUpWhoIsNotBackWhenTheLimitIsOver() {
        answer(0, "a", "b", "c");
        answer(1);
        answer(2, "a");
        assertThat(view.nextNanos()).hasValue(301 * SECOND);

        view.advance(301 * SECOND);

        assertThat(names()).containsExactly("a");
        assertThat(events).containsExactly("froze [a, b, c] of 3", "thawed [b, c]");
        assertThat(view.frozen()).isFalse();
    }

    @Test
    void showsTheLaterOfTwoLivesOfANode() {
        NodeAddress before = life("a", 1_000, 1);
        NodeAddress after = life("a", 2_000, 2);

        view.answered(
                List.of(new SeenNode(after, true), new SeenNode(before, true)), false, SECOND);
        assertThat(view.view().nodes()).containsExactly(after);
        view.answered(
                List.of(new SeenNode(before, true), new SeenNode(after, true)), false, SECOND);
        assertThat(view.view().nodes()).containsExactly(after);

        view.answered(
                List.of(new SeenNode(before, true), new SeenNode(after, false)), false, SECOND);
        assertThat(view.view().nodes()).containsExactly(before);
    }

    private void answer(long second, String... names) {
        view.answered(passing(names), false, second * SECOND);
    }

    private void fails(long second, String failing, String... passing) {
        List<SeenNode> entries = new ArrayList<>(passing(passing));
        entries.add(seen(failing, false));
        view.answered(entries, false, second * SECOND);
    }

    private List<String> names() {
        return view.view().nodes().stream().map(NodeAddress::name).toList();
    }

    private static List<SeenNode> passing(String... names) {
        return Stream.of(names).map(name -> seen(name, true)).toList();
    }

    private static SeenNode seen(String name, boolean passing) {
        return new SeenNode(NodeAddress.of(NodeTier.COMET, name, "h", 1), passing);
    }

    private static NodeAddress life(String name, long startedAtMs, int port) {
        return new NodeAddress(
                NodeTier.COMET,
                name,
                "h",
                port,
                Map.of(NodeMetadata.INSTANCE, new InstanceId(name, startedAtMs).toString()));
    }
}
