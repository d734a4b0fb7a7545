package dev.halley.comet.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.logic.ConnectReply;
import dev.halley.api.record.StreamPosition;
import dev.halley.comet.fanout.ShardWakes;
import dev.halley.comet.fanout.inbox.LocalDelivery;
import dev.halley.comet.fanout.inbox.LocalDelivery.Close;
import dev.halley.comet.fanout.inbox.LocalDelivery.ToSessions;
import dev.halley.comet.fanout.inbox.Receipt;
import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.Place;
import dev.halley.comet.frames.StageTimes;
import dev.halley.comet.frames.Variant;
import dev.halley.comet.members.SessionRefs;
import dev.halley.wire.CloseReason;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs are quicker than logic's answer to AUTH: the route is there, and the session is not. */
@Timeout(20)
class ExpectedSessionsTest {
    private final SessionFixture client = new SessionFixture(Variant.TCP_V2);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void pushThatIsQuickerThanTheAnswerFollowsIt() {
        push(ask(), 6);

        answer();

        assertThat(client.told()).startsWith("8/1 ");
        assertThat(client.told()).isEqualTo("1000/0 6");
        assertThat(noSession()).isZero();
    }

    @Test
    void kickThatIsQuickerThanTheAnswerEndsTheSession() {
        long session = ask();
        dispatch(new Close(refs(session), CloseReason.KICKED, new Nobody()));

        answer();

        assertThat(client.told()).contains("KICKED");
        assertThat(client.told()).isEmpty();
        assertThat(client.closes("kicked")).isEqualTo(1);
        assertThat(client.channel.isActive()).isFalse();
        assertThat(client.loop.sessions()).isEmpty();
        assertThat(client.shards.all().get(0).sessions()).isZero();
    }

    @Test
    void nothingWaitsForWhoIsRefused() {
        long session = ask();

        client.logic.connects.remove().completeExceptionally(Status.UNAVAILABLE.asException());
        client.channel.runPendingTasks();
        push(session, 6);

        assertThat(noSession()).isEqualTo(1);
    }

    @Test
    void nothingWaitsForWhoIsGone() {
        long session = ask();
        client.channel.pipeline().fireChannelInactive();

        push(session, 6);

        assertThat(noSession()).isEqualTo(1);
    }

    private long ask() {
        client.connect();
        client.send(7, 1, "{}");
        return client.logic.asked.get(0).getSessionId();
    }

    private void answer() {
        client.logic
                .connects
                .remove()
                .complete(
                        ConnectReply.newBuilder()
                                .setUser("7")
                                .setKey("k")
                                .setGeneration(1)
                                .setAcceptsAll(true)
                                .setTip(
                                        StreamPosition.newBuilder()
                                                .setStream("user:7")
                                                .setEpoch(3)
                                                .setOffset(5))
                                .build());
        client.channel.runPendingTasks();
    }

    private void push(long session, long offset) {
        byte[] payload = Long.toString(offset).getBytes(StandardCharsets.UTF_8);
        Message message =
                new Message(1000, payload, offset, 0, new StageTimes(1, 2, 3), Place.NONE);
        Place place = new Place("user:7", 3, offset);
        dispatch(new ToSessions(refs(session), message, List.of(place), new Nobody()));
    }

    private static SessionRefs refs(long session) {
        return new SessionRefs(new long[] {session}, new long[] {1}, new int[] {1});
    }

    private void dispatch(LocalDelivery delivery) {
        ShardWakes wakes = client.shards.wakes();
        client.shards.dispatch(List.of(delivery), delivery.receipt(), wakes);
        wakes.wake();
        client.channel.runPendingTasks();
    }

    private double noSession() {
        return client.registry
                .get("halley.comet.dropped")
                .tag("reason", "no_session")
                .counter()
                .count();
    }

    private static final class Nobody extends Receipt {
        @Override
        protected void finished() {
            // Nobody waits.
        }

        @Override
        protected void progressed(long sessionsDone) {
            // Nor for a part.
        }
    }
}
