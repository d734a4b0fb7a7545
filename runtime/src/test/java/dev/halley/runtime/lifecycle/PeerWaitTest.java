package dev.halley.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.runtime.lifecycle.PeerWait.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PeerWaitTest {
    private static final Duration ALONE = Duration.ofSeconds(30);
    private static final Duration ATTACH = Duration.ofSeconds(10);

    private final PeerWait wait = new PeerWait(ALONE.toNanos(), ATTACH.toNanos());

    @Test
    void waitsForDiscoveryWithoutBound() {
        assertThat(look(0, false, 0, 0)).isEqualTo(Verdict.UNKNOWN);
        assertThat(look(1_000_000, false, 0, 0)).isEqualTo(Verdict.UNKNOWN);
        // Nodes of a view that is not known, such as a remembered one, change nothing.
        assertThat(look(1_000_001, false, 3, 0)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void beginsAsSoonAsEverybodyShownIsAttached() {
        assertThat(look(0, true, 2, 1)).isEqualTo(Verdict.MISSING);
        assertThat(look(1, true, 2, 0)).isEqualTo(Verdict.BEGIN);
        assertThat(look(2, true, 2, 1)).isEqualTo(Verdict.BEGIN);
    }

    @Test
    void beginsWithoutWhoIsMissingWhenTheTimeIsUp() {
        look(0, false, 0, 0);
        assertThat(look(100, true, 2, 1)).isEqualTo(Verdict.MISSING);
        assertThat(look(109, true, 2, 2)).isEqualTo(Verdict.MISSING);
        assertThat(look(110, true, 2, 2)).isEqualTo(Verdict.BEGIN_INCOMPLETE);
    }

    @Test
    void waitsForAFirstPeerAndThenForItToAttach() {
        assertThat(look(0, true, 0, 0)).isEqualTo(Verdict.ALONE);
        assertThat(look(29, true, 0, 0)).isEqualTo(Verdict.ALONE);
        assertThat(look(29, true, 1, 1)).isEqualTo(Verdict.MISSING);
        assertThat(look(38, true, 1, 1)).isEqualTo(Verdict.MISSING);
        assertThat(look(38, true, 1, 0)).isEqualTo(Verdict.BEGIN);
    }

    @Test
    void doesNotWaitForAFirstPeerForEver() {
        assertThat(look(0, true, 0, 0)).isEqualTo(Verdict.ALONE);
        assertThat(look(30, true, 0, 0)).isEqualTo(Verdict.BEGIN_INCOMPLETE);
    }

    @Test
    void needsNoPeerWhenToldSo() {
        PeerWait alone = new PeerWait(0, ATTACH.toNanos());

        assertThat(alone.look(0, true, 0, 0)).isEqualTo(Verdict.BEGIN);
    }

    private Verdict look(long seconds, boolean known, int shown, int missing) {
        return wait.look(Duration.ofSeconds(seconds).toNanos(), known, shown, missing);
    }
}
