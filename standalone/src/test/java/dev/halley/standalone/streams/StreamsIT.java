package dev.halley.standalone.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.sdk.ClientListener;
import dev.halley.sdk.ClientOptions;
import dev.halley.sdk.Endpoint;
import dev.halley.sdk.HalleyClient;
import dev.halley.sdk.Identity;
import dev.halley.sdk.Message;
import dev.halley.sdk.events.ReadPosition;
import dev.halley.sdk.events.SessionStart;
import dev.halley.standalone.RunningHalley;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was pushed can be read again, and devices of a user agree on what it has read. */
@Timeout(60)
class StreamsIT {
    @RegisterExtension static final RunningHalley HALLEY = new RunningHalley();

    @Test
    void aRoomsMessagesAreReadOverRestThoughNobodyWasThere()
            throws IOException, InterruptedException {
        for (int i = 1; i <= 5; i++) {
            HALLEY.post("/goim/push/room?operation=1000&type=news&room=1", "{\"n\":" + i + "}");
        }
        await().atMost(20, TimeUnit.SECONDS)
                .untilAsserted(
                        () ->
                                assertThat(HALLEY.get("/v1/streams/room:news://1"))
                                        .contains("\"first\":\"1\",\"last\":\"5\""));

        assertThat(HALLEY.get("/v1/streams/room:news://1?after=2"))
                .containsSubsequence(
                        "\"offset\":\"3\"", "\"payload\":{\"n\":3}",
                        "\"offset\":\"4\"", "\"payload\":{\"n\":4}",
                        "\"offset\":\"5\"", "\"payload\":{\"n\":5}")
                .doesNotContain("\"n\":2");
    }

    @Test
    void oneDeviceAcknowledgesAndTheOtherSeesIt() throws IOException, InterruptedException {
        Device phone = new Device();
        try (HalleyClient client = phone.connect()) {
            for (int i = 1; i <= 3; i++) {
                HALLEY.post("/goim/push/mids?operation=1000&mids=77", "m" + i);
            }
            await().atMost(20, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(phone.messages).hasSize(3));

            ReadPosition read = client.acknowledge(phone.messages.get(1)).join();

            assertThat(read).isEqualTo(new ReadPosition(2, 1));
        }
        assertThat(HALLEY.get("/v1/users/77"))
                .contains("\"offset\":\"2\",\"last\":\"3\",\"unread\":\"1\"");

        Device tablet = new Device();
        try (HalleyClient client = tablet.connect()) {
            assertThat(tablet.started.join().read()).isEqualTo(Optional.of(new ReadPosition(2, 1)));
            assertThat(client.acknowledge(phone.messages.get(0)).join())
                    .isEqualTo(new ReadPosition(2, 1));
        }
    }

    private static final class Device implements ClientListener {
        private final List<Message> messages = new CopyOnWriteArrayList<>();
        private final CompletableFuture<SessionStart> started = new CompletableFuture<>();

        HalleyClient connect() {
            Endpoint comet = Endpoint.tcp("127.0.0.1", HALLEY.port("comet.tcp"));
            HalleyClient client =
                    new HalleyClient(ClientOptions.of(comet, Identity.ofUser("77", 1000)), this);
            client.connect().join();
            return client;
        }

        @Override
        public void onMessage(Message message) {
            messages.add(message);
        }

        @Override
        public void onSession(SessionStart session) {
            started.complete(session);
        }
    }
}
