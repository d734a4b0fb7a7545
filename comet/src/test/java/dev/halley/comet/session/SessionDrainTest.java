package dev.halley.comet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.comet.frames.Variant;
import dev.halley.comet.session.all.SessionDrain;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SessionDrainTest {
    @Test
    void tellsAClientWhereToGoBeforeItIsClosed() {
        try (SessionFixture tcp = new SessionFixture(Variant.TCP_V2)) {
            tcp.authenticate("live://1");
            tcp.told();

            CompletableFuture<Void> drained = drain(tcp, Duration.ofMillis(400));

            await().until(() -> runs(tcp) && !tcp.channel.outboundMessages().isEmpty());
            assertThat(tcp.told()).isEqualTo("28/0 {\"delay_ms\":0,\"nodes\":[\"TCP_V2:1\"]}");
            assertThat(tcp.channel.isOpen()).isTrue();
            await().until(() -> runs(tcp) && drained.isDone());
            assertThat(tcp.told()).startsWith("6/0 {\"code\":4009,\"reason\":\"DRAINING\"");
            assertThat(tcp.closes("draining")).isEqualTo(1);
        }
    }

    @Test
    void closesAtOnceWhenThereIsNoTime() {
        try (SessionFixture tcp = new SessionFixture(Variant.TCP_V2)) {
            tcp.authenticate("");
            tcp.told();

            CompletableFuture<Void> drained = drain(tcp, Duration.ZERO);

            runs(tcp);
            assertThat(drained).isDone();
            assertThat(tcp.told()).startsWith("6/0 ");
        }
    }

    private static CompletableFuture<Void> drain(SessionFixture fixture, Duration window) {
        return new SessionDrain(List.of(fixture.loop)).start(window);
    }

    private static boolean runs(SessionFixture fixture) {
        fixture.channel.runPendingTasks();
        return true;
    }
}
