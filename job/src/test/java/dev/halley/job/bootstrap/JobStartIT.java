package dev.halley.job.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.job.support.Backends;
import dev.halley.job.support.FakeComet;
import dev.halley.job.support.HeldDiscovery;
import dev.halley.runtime.discovery.StaticDirectory;
import dev.halley.runtime.discovery.StaticDiscovery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When a job begins to read: not before it knows its comets, and not never. */
@Timeout(120)
class JobStartIT {
    private static final Duration LIMIT = JobBed.LIMIT;

    @RegisterExtension private static final JobBed bed = new JobBed();

    private final StaticDirectory nodes = new StaticDirectory(List.of());
    private final StaticDiscovery others = new StaticDiscovery(nodes);
    private Backends backends;
    private FakeComet comet;
    private String group;
    private String room;

    @BeforeEach
    void lookAround() {
        backends = bed.backends();
        comet = bed.comet();
        group = bed.group();
        room = bed.room();
        comet.join(room);
    }

    @Test
    void aJobThatStartsBeforeAnyCometKeepsPushesForTheFirst() throws Exception {
        try (RunningJob job = job(Map.of())) {
            List<String> numbers = backends.pushNumbers(room, 0, 20);
            await().atMost(LIMIT)
                    .until(() -> "waits for a first comet".equals(job.whyNotReady().get("comets")));

            others.register(comet.address());

            await().atMost(LIMIT).until(job::ready);
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(comet.payloadsOf(room)).isEqualTo(numbers));
            assertThat(job.deliveriesTo("comet-1")).isGreaterThanOrEqualTo(20);
        }
    }

    @Test
    void readsWithoutAnyCometWhenTheTimeIsUp() {
        try (RunningJob job = job(Map.of("halley.job.first-comet-timeout", "300ms"))) {
            await().atMost(LIMIT).until(job::ready);

            assertThat(job.count("halley.job.attach.incomplete")).isEqualTo(1);
        }
    }

    @Test
    void readsWithoutACometThatIsShownAndCannotBeReached() {
        comet.accepting(false);
        others.register(comet.address());
        try (RunningJob job = job(Map.of("halley.job.attach-timeout", "500ms"))) {
            assertThat(job.whyNotReady()).containsKey("comets");

            await().atMost(LIMIT).until(job::ready);

            assertThat(job.count("halley.job.attach.incomplete")).isEqualTo(1);
        }
    }

    @Test
    void waitsForDiscoveryHoweverLongAndSaysSo() throws Exception {
        others.register(comet.address());
        HeldDiscovery held = new HeldDiscovery(nodes);
        Map<String, String> noPatience =
                Map.of("halley.job.first-comet-timeout", "0s", "halley.job.attach-timeout", "0s");
        try (RunningJob job = new RunningJob("job-1", group, backends, held, noPatience)) {
            List<String> numbers = backends.pushNumbers(room, 0, 5);
            await().atMost(LIMIT)
                    .until(
                            () ->
                                    "waits for discovery: no answer"
                                            .equals(job.whyNotReady().get("comets")));
            await().during(Duration.ofMillis(500)).until(() -> !job.ready());

            held.release();

            await().atMost(LIMIT).until(job::ready);
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(comet.payloadsOf(room)).isEqualTo(numbers));
        }
    }

    @Test
    void canBeStoppedWhileItWaitsForDiscovery() {
        RunningJob job =
                new RunningJob("job-1", group, backends, new HeldDiscovery(nodes), Map.of());
        await().atMost(LIMIT).until(() -> !job.whyNotReady().containsKey("redis"));
        assertThat(job.whyNotReady()).containsKey("comets");

        job.close();

        assertThat(job.whyNotReady()).doesNotContainKey("comets");
    }

    private RunningJob job(Map<String, String> settings) {
        return new RunningJob("job-1", group, backends, nodes, settings);
    }
}
