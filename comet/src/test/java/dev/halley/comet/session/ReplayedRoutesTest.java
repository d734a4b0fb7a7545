package dev.halley.comet.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.RenewReply;
import dev.halley.comet.frames.Variant;
import dev.halley.comet.session.all.SessionReplay;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Routes of sessions that come in while all routes are written again. */
@Timeout(20)
class ReplayedRoutesTest {
    private final SessionFixture tcp = new SessionFixture(Variant.TCP_V1);

    @AfterEach
    void close() {
        tcp.close();
    }

    @Test
    void sessionThatAReplayMissedIsRenewedWhenItEnters() {
        ask();
        replay();
        assertThat(tcp.logic.renewals).isEmpty();

        answer();

        assertThat(tcp.logic.renewals).hasSize(1);
        assertThat(tcp.logic.renewed).containsExactly("k");
        tcp.logic.renewals.remove().complete(RenewReply.getDefaultInstance());
        tcp.channel.runPendingTasks();
        tcp.tick(1);
        assertThat(tcp.logic.renewals).isEmpty();
    }

    @Test
    void isTriedWithEachTickUntilTheRouteIsThere() {
        ask();
        replay();
        answer();

        fail();
        assertThat(tcp.logic.renewals).isEmpty();
        tcp.tick(1);
        fail();
        tcp.tick(1);
        assertThat(tcp.logic.renewals).hasSize(1);
        tcp.logic.renewals.remove().complete(RenewReply.getDefaultInstance());
        tcp.channel.runPendingTasks();

        tcp.tick(1);

        assertThat(tcp.logic.renewals).isEmpty();
        assertThat(tcp.registry.get("halley.comet.renewal.failures").counter().count())
                .isEqualTo(2);
    }

    @Test
    void sessionThatIsGoneIsNotTriedAgain() {
        ask();
        replay();
        answer();
        fail();

        tcp.channel.pipeline().fireChannelInactive();
        tcp.tick(1);

        assertThat(tcp.logic.renewals).isEmpty();
    }

    @Test
    void sessionThatAskedAfterTheReplayIsNotRenewed() {
        replay();
        ask();

        answer();
        tcp.tick(1);

        assertThat(tcp.logic.renewals).isEmpty();
    }

    @Test
    void sessionThatIsHereIsLeftToTheReplay() {
        tcp.authenticate("");

        replay();
        tcp.tick(1);

        assertThat(tcp.logic.renewals).hasSize(1);
    }

    private void replay() {
        SessionReplay replay = new SessionReplay(List.of(tcp.loop), tcp.loop.node().renewals());
        CompletionStage<Void> unused = replay.replayAll();
        tcp.channel.runPendingTasks();
    }

    private void ask() {
        tcp.connect();
        tcp.send(7, 1, "token");
    }

    private void answer() {
        tcp.logic.connects.remove().complete(ConnectReply.newBuilder().setKey("k").build());
        tcp.channel.runPendingTasks();
    }

    private void fail() {
        tcp.logic.renewals.remove().completeExceptionally(Status.UNAVAILABLE.asRuntimeException());
        tcp.channel.runPendingTasks();
    }
}
