package dev.halley.comet.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.api.comet.CometFrame;
import dev.halley.comet.rpc.TestJob;
import dev.halley.runtime.discovery.StaticDiscovery;
import dev.halley.runtime.discovery.TierView;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import dev.halley.runtime.node.NodeTier;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a comet lets clients in: not before its jobs hold their streams, and not never. */
@Timeout(60)
class CometStartIT {
    private static final List<NodeAddress> ONE_JOB =
            List.of(NodeAddress.of(NodeTier.JOB, "job-1", "127.0.0.1", 0));

    @Test
    void acceptsAtOnceWhenThereIsNoJob() throws IOException {
        try (CometFixture comet = new CometFixture(Map.of()).start()) {
            assertThat(comet.lifecycle.whyNotReady()).isEmpty();
            assertThat(accepting(comet)).isEqualTo("true");
        }
    }

    @Test
    void letsClientsInWhenItsJobHasAttached() throws IOException {
        try (CometFixture comet = new CometFixture(Map.of(), ONE_JOB).start()) {
            assertThat(comet.lifecycle.whyNotReady())
                    .containsEntry("jobs", "waits for jobs: job-1");
            assertThat(accepting(comet)).isEqualTo("false");
            try (TestJob job =
                    TestJob.attach(comet.node.ports().get("grpc"), TestJob.instance(1))) {
                await().until(() -> comet.lifecycle.whyNotReady().isEmpty());
                assertThat(accepting(comet)).isEqualTo("true");
                assertThat(job.has(CometFrame::hasInterest)).isTrue();
                comet.session("live://1").close();
                assertThat(comet.count("halley.comet.attach.late")).isZero();
            }
        }
    }

    @Test
    void waitsForDiscoveryHoweverLongAndSaysSo() throws IOException {
        AtomicReference<HeldDiscovery> held = new AtomicReference<>();
        try (CometFixture comet = held(held).start()) {
            assertThat(comet.lifecycle.whyNotReady())
                    .containsEntry("jobs", "waits for discovery: no answer");
            await().during(Duration.ofMillis(300)).until(() -> accepting(comet).equals("false"));

            held.get().release();

            await().until(() -> comet.lifecycle.whyNotReady().isEmpty());
            comet.session("live://1").close();
            assertThat(accepting(comet)).isEqualTo("true");
        }
    }

    @Test
    void canBeStoppedWhileItWaitsForDiscovery() {
        AtomicReference<HeldDiscovery> held = new AtomicReference<>();
        CometFixture comet = held(held).start();

        comet.close();
        held.get().release();

        assertThat(comets(comet)).isEmpty();
        assertThat(comet.lifecycle.whyNotReady()).doesNotContainKey("jobs");
    }

    private static CometFixture held(AtomicReference<HeldDiscovery> held) {
        return new CometFixture(
                Map.of("halley.comet.attach-wait", "0s"),
                ONE_JOB,
                directory -> {
                    held.set(new HeldDiscovery(directory));
                    return held.get();
                });
    }

    private static String accepting(CometFixture comet) {
        return comets(comet).get(0).metadata().get(NodeMetadata.ACCEPTING);
    }

    private static List<NodeAddress> comets(CometFixture comet) {
        AtomicReference<TierView> seen = new AtomicReference<>();
        new StaticDiscovery(comet.directory).watch(NodeTier.COMET, seen::set).close();
        return seen.get().nodes();
    }
}
