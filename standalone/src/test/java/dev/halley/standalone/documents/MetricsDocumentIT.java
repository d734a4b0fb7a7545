package dev.halley.standalone.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.sdk.ClientOptions;
import dev.halley.sdk.Endpoint;
import dev.halley.sdk.HalleyClient;
import dev.halley.sdk.Identity;
import dev.halley.sdk.Protocol;
import dev.halley.standalone.RunningHalley;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code /metrics} shows is what docs/operations/metrics.md lists, name by name. */
@Timeout(60)
class MetricsDocumentIT {
    // They get their labels, and so their place on the page, with what they count.
    private static final Set<String> WHEN_IT_HAPPENS =
            Set.of("halley.job.attach.incomplete", "halley.comet.delivery.streams.broken");
    // Of discovery by Consul, which there is none of in one process.
    private static final String WITH_CONSUL = "halley.discovery.";

    @RegisterExtension static final RunningHalley HALLEY = new RunningHalley();

    @BeforeAll
    static void onePushToEachTarget() throws IOException, InterruptedException {
        Queue<String> received = new ConcurrentLinkedQueue<>();
        Identity identity = Identity.ofUser("123", 1000).withRoom("live://1000");
        Endpoint comet = Endpoint.tcp("127.0.0.1", HALLEY.port("comet.tcp"));
        try (HalleyClient client =
                new HalleyClient(
                        ClientOptions.of(comet, identity).withProtocol(Protocol.version1()),
                        message -> received.add(message.text()))) {
            client.connect().join();
            HALLEY.post("/goim/push/room?operation=1000&type=live&room=1000", "room");
            HALLEY.post("/goim/push/mids?operation=1000&mids=123", "user");
            HALLEY.post("/goim/push/all?operation=1000", "all");
            await().atMost(20, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(received).contains("room", "user", "all"));
        }
    }

    @Test
    void everyMeterIsListed() throws IOException, InterruptedException {
        List<MetricsTable.Meter> listed = MetricsTable.read();

        assertThat(families())
                .filteredOn(family -> family.startsWith("halley_"))
                .isNotEmpty()
                .allSatisfy(
                        family ->
                                assertThat(listed)
                                        .anyMatch(
                                                meter ->
                                                        meter.isShownAs(family)
                                                                || meter.isMaximumShownAs(family)));
    }

    @Test
    void everyListedMeterIsThere() throws IOException, InterruptedException {
        List<String> shown = families();

        assertThat(MetricsTable.read())
                .isNotEmpty()
                .filteredOn(meter -> !WHEN_IT_HAPPENS.contains(meter.name()))
                .filteredOn(meter -> !meter.name().startsWith(WITH_CONSUL))
                .filteredOn(meter -> shown.stream().noneMatch(meter::isShownAs))
                .isEmpty();
    }

    private static List<String> families() throws IOException, InterruptedException {
        return HALLEY.metrics()
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.substring("# TYPE ".length()))
                .toList();
    }
}
