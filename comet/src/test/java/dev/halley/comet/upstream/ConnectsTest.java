package dev.halley.comet.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.ConnectRequest;
import dev.halley.comet.upstream.calls.UnansweredLogic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConnectsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<CompletableFuture<ConnectReply>> asked = new ArrayList<>();
    private @Nullable CompletableFuture<ConnectReply> atOnce;
    private final Connects connects = new Connects(new Asked(), new UpstreamMetrics(registry), 2);

    @Test
    void noMoreThanTheBoundAreUnderWay() {
        List<CompletionStage<ConnectReply>> answers = connect(5);
        assertThat(asked).hasSize(2);
        assertThat(registry.get("halley.comet.connects.waiting").gauge().value()).isEqualTo(3);

        asked.get(0).complete(reply("a"));

        assertThat(answers.get(0)).isCompletedWithValue(reply("a"));
        assertThat(asked).hasSize(3);
        assertThat(connects.waiting()).isEqualTo(2);
    }

    @Test
    void everybodyHasATurnInTheEnd() {
        List<CompletionStage<ConnectReply>> answers = connect(100);
        for (int i = 0; i < 100; i++) {
            asked.get(i).complete(reply("" + i));
        }

        for (int i = 0; i < 100; i++) {
            assertThat(answers.get(i)).isCompletedWithValue(reply("" + i));
        }
        assertThat(connects.waiting()).isZero();
        assertThat(registry.get("halley.comet.connect").timer().count()).isEqualTo(100);
    }

    @Test
    void whoFailsMakesRoom() {
        List<CompletionStage<ConnectReply>> answers = connect(3);

        asked.get(0).completeExceptionally(new IllegalStateException("away"));

        assertThat(asked).hasSize(3);
        assertThatThrownBy(() -> answers.get(0).toCompletableFuture().join())
                .hasRootCauseMessage("away");
    }

    @Test
    void anyNumberMayFailAtOnce() {
        List<CompletionStage<ConnectReply>> answers = connect(100_000);
        atOnce = CompletableFuture.failedFuture(new IllegalStateException("away"));

        asked.get(0).complete(reply("a"));

        assertThat(connects.waiting()).isZero();
        assertThat(answers.subList(2, 100_000)).allMatch(ConnectsTest::failed);
        asked.get(1).complete(reply("b"));
        assertThat(answers.get(1)).isCompletedWithValue(reply("b"));
        assertThat(connect(2)).allMatch(ConnectsTest::failed);
    }

    private static boolean failed(CompletionStage<ConnectReply> answer) {
        return answer.toCompletableFuture().isCompletedExceptionally();
    }

    private List<CompletionStage<ConnectReply>> connect(int count) {
        List<CompletionStage<ConnectReply>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(connects.connect(ConnectRequest.getDefaultInstance()));
        }
        return answers;
    }

    private static ConnectReply reply(String user) {
        return ConnectReply.newBuilder().setUser(user).build();
    }

    /** Logic that answers when the test does. */
    private final class Asked extends UnansweredLogic {
        @Override
        public CompletionStage<ConnectReply> connect(ConnectRequest request) {
            if (atOnce != null) {
                return atOnce;
            }
            CompletableFuture<ConnectReply> call = new CompletableFuture<>();
            asked.add(call);
            return call;
        }
    }
}
