package dev.halley.logic.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.runtime.discovery.TierView;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import dev.halley.runtime.node.NodeTier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PresenceRuleTest {
    private static final String FIRST = "comet-1@000000001";
    private static final String SECOND = "comet-1@000000002";
    private static final String OTHER = "comet-2@000000001";

    private final PresenceRule rule = new PresenceRule(15_000, 30_000);

    @Test
    void countsWhatDiscoveryShows() {
        shows(0, FIRST, OTHER);

        assertThat(rule.of(FIRST, 0)).isEqualTo(Presence.SHOWN);
    }

    @Test
    void countsACometThatLeftForAsLongAsItAnswers() {
        shows(0, FIRST, OTHER);
        shows(1_000, OTHER);

        assertThat(rule.of(FIRST, 1_000)).isEqualTo(Presence.LEAVING);
        assertThat(rule.doubtful(1_000)).containsOnlyKeys(FIRST);
        rule.heard(FIRST, 60_000);
        assertThat(rule.of(FIRST, 90_000)).isEqualTo(Presence.LEAVING);
    }

    @Test
    void ignoresALostCometAtOnceAndGivesItUpAfterTheGrace() {
        shows(0, FIRST, OTHER);
        shows(1_000, OTHER);
        rule.silent(FIRST);

        assertThat(rule.of(FIRST, 1_000)).isEqualTo(Presence.LOST);
        assertThat(rule.of(FIRST, 15_999)).isEqualTo(Presence.LOST);
        assertThat(rule.of(FIRST, 16_000)).isEqualTo(Presence.GONE);
        assertThat(rule.doubtful(16_000)).isEmpty();
    }

    @Test
    void aLostCometThatAnswersOrReportsIsBack() {
        shows(0, FIRST, OTHER);
        shows(1_000, OTHER);
        rule.silent(FIRST);

        rule.heard(FIRST, 10_000);

        assertThat(rule.of(FIRST, 10_000)).isEqualTo(Presence.LEAVING);
        rule.silent(FIRST);
        assertThat(rule.of(FIRST, 24_999)).isEqualTo(Presence.LOST);
    }

    @Test
    void aCometThatDiscoveryShowsAgainIsBack() {
        shows(0, FIRST, OTHER);
        shows(1_000, OTHER);
        rule.silent(FIRST);
        shows(2_000, FIRST, OTHER);

        assertThat(rule.of(FIRST, 60_000)).isEqualTo(Presence.SHOWN);
        assertThat(rule.doubtful(60_000)).isEmpty();
    }

    @Test
    void aLaterLifeProvesAnEarlierOneGone() {
        shows(0, SECOND, OTHER);

        assertThat(rule.of(FIRST, 0)).isEqualTo(Presence.GONE);
    }

    @Test
    void aLaterLifeInAnEntryProvesItTooBeforeDiscoveryShowsIt() {
        shows(0, FIRST, OTHER);
        assertThat(rule.of(SECOND, 0)).isEqualTo(Presence.UNSEEN);

        shows(1_000, OTHER);

        assertThat(rule.of(FIRST, 1_000)).isEqualTo(Presence.GONE);
        assertThat(rule.of(SECOND, 1_000)).isEqualTo(Presence.UNSEEN);
    }

    @Test
    void theLifeThatDiscoveryShowsIsRightEvenIfItsClockWasSetBack() {
        shows(0, SECOND, OTHER);
        shows(1_000, FIRST, OTHER);

        assertThat(rule.of(FIRST, 1_000)).isEqualTo(Presence.SHOWN);
        assertThat(rule.of(SECOND, 1_000)).isEqualTo(Presence.GONE);
    }

    @Test
    void countsACometThatDiscoveryHasNotShownForAsLongAsItReports() {
        shows(0, OTHER);
        assertThat(rule.of(FIRST, 1_000)).isEqualTo(Presence.UNSEEN);

        rule.heard(FIRST, 20_000);

        assertThat(rule.of(FIRST, 49_999)).isEqualTo(Presence.UNSEEN);
        assertThat(rule.of(FIRST, 50_000)).isEqualTo(Presence.GONE);
    }

    @Test
    void anEmptyOrUnknownViewLosesNobody() {
        shows(0, FIRST);
        rule.view(new TierView(NodeTier.COMET, List.of(), true), 1_000);
        rule.view(new TierView(NodeTier.COMET, List.of(address(OTHER)), false), 2_000);

        assertThat(rule.of(FIRST, 60_000)).isEqualTo(Presence.SHOWN);
        assertThat(rule.of(OTHER, 60_000)).isEqualTo(Presence.SHOWN);
    }

    @Test
    void aConfiguredAddressStandsForTheLatestLifeOfItsNode() {
        NodeAddress fixed = NodeAddress.of(NodeTier.COMET, "comet-1", "10.0.0.1", 1);
        rule.view(new TierView(NodeTier.COMET, List.of(fixed), true), 0);
        assertThat(rule.of(FIRST, 0)).isEqualTo(Presence.SHOWN);

        assertThat(rule.of(SECOND, 0)).isEqualTo(Presence.SHOWN);

        assertThat(rule.of(FIRST, 0)).isEqualTo(Presence.GONE);
    }

    @Test
    void asksACometThatIsShownAndDoesNotReportAndIgnoresItWhileItIsSilent() {
        shows(0, FIRST, OTHER);
        rule.heard(OTHER, 25_000);
        assertThat(rule.quiet(29_999)).isEmpty();
        assertThat(rule.quiet(30_000)).containsOnlyKeys(FIRST);

        rule.silent(FIRST);

        assertThat(rule.of(FIRST, 3_600_000)).isEqualTo(Presence.LOST);
        rule.heard(FIRST, 3_600_000);
        assertThat(rule.of(FIRST, 3_600_000)).isEqualTo(Presence.SHOWN);
        assertThat(rule.quiet(3_600_001)).containsOnlyKeys(OTHER);
    }

    @Test
    void asksTheLatestLifeKnownOfAConfiguredComet() {
        NodeAddress fixed = NodeAddress.of(NodeTier.COMET, "comet-1", "10.0.0.1", 1);
        rule.view(new TierView(NodeTier.COMET, List.of(fixed), true), 0);
        assertThat(rule.quiet(60_000)).isEmpty();
        assertThat(rule.of(FIRST, 0)).isEqualTo(Presence.SHOWN);

        assertThat(rule.quiet(60_000)).containsOnlyKeys(FIRST);

        rule.silent(FIRST);
        assertThat(rule.of(FIRST, 60_000)).isEqualTo(Presence.LOST);
        assertThat(rule.of(SECOND, 60_000)).isEqualTo(Presence.LOST);
        rule.heard(SECOND, 60_000);
        assertThat(rule.of(SECOND, 60_000)).isEqualTo(Presence.SHOWN);
        assertThat(rule.of(FIRST, 60_000)).isEqualTo(Presence.GONE);
    }

    @Test
    void forgetsWhatIsSwept() {
        shows(0, FIRST, OTHER);
        shows(1_000, OTHER);
        rule.silent(FIRST);
        assertThat(rule.of(FIRST, 60_000)).isEqualTo(Presence.GONE);

        rule.forget(FIRST);

        assertThat(rule.of(FIRST, 60_000)).isEqualTo(Presence.UNSEEN);
    }

    private void shows(long nowMs, String... instances) {
        List<NodeAddress> nodes = Arrays.stream(instances).map(PresenceRuleTest::address).toList();
        rule.view(new TierView(NodeTier.COMET, nodes, true), nowMs);
    }

    private static NodeAddress address(String instance) {
        String name = instance.substring(0, instance.indexOf('@'));
        return new NodeAddress(
                NodeTier.COMET, name, "10.0.0.1", 3109, Map.of(NodeMetadata.INSTANCE, instance));
    }
}
