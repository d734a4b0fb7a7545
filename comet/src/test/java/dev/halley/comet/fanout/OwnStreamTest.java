package dev.halley.comet.fanout;

import static dev.halley.comet.fanout.FanoutFixture.payloads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.frames.Place;
import dev.halley.comet.frames.Variant;
import dev.halley.comet.streams.JoinedRoom;
import dev.halley.comet.streams.StreamPoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a session gets of its user's stream when it opens, and where it then stands. */
@Timeout(20)
class OwnStreamTest {
    private final FanoutFixture fanout = FanoutFixture.oneShard();
    private final List<JoinedRoom> opened = new ArrayList<>();
    private final TestMember member = fanout.heldMember(Variant.TCP_V2);

    @AfterEach
    void close() {
        fanout.close();
    }

    @Test
    void liveBeginsAtTheTip() {
        fanout.own(member, 7, 4);
        fanout.own(member, 7, 5);
        fanout.settle();

        open(new StreamPoint(7, 4), null);
        fanout.own(member, 7, 6);
        fanout.settle();

        assertThat(opened).containsExactly(new JoinedRoom(false, 7, 4));
        assertThat(payloads(member)).containsExactly("reply", "7-5", "7-6");
    }

    @Test
    void heldPushesAreMergedWithRecoveredOnes() {
        fanout.own(member, 7, 4);
        fanout.own(member, 7, 5);
        fanout.settle();

        open(new StreamPoint(7, 4), new StreamPoint(7, 2));
        assertThat(opened).isEmpty();
        fanout.own(member, 7, 6);
        fanout.settle();
        fanout.reads.answer(7, 6, 3, 6);
        fanout.settle();
        fanout.own(member, 7, 7);
        fanout.settle();

        assertThat(opened).containsExactly(new JoinedRoom(true, 7, 4));
        assertThat(payloads(member)).containsExactly("reply", "7-3", "7-4", "7-5", "7-6", "7-7");
    }

    @Test
    void heldPushThatIsMissingIsRead() {
        fanout.own(member, 7, 6);
        fanout.settle();

        open(new StreamPoint(7, 4), null);
        fanout.reads.answer(7, 6, 5, 6);
        fanout.settle();

        assertThat(payloads(member)).containsExactly("reply", "7-5", "7-6");
    }

    @Test
    void whoHasSeenItAllNeedsNoCall() {
        open(new StreamPoint(7, 4), new StreamPoint(7, 4));

        assertThat(opened).containsExactly(new JoinedRoom(true, 7, 4));
        assertThat(fanout.reads.asked).isEmpty();
    }

    @Test
    void placeThatTheStreamDoesNotHaveIsLost() {
        open(new StreamPoint(7, 4), new StreamPoint(7, 5));

        assertThat(opened).containsExactly(new JoinedRoom(false, 7, 4));
        assertThat(fanout.reads.asked).isEmpty();
    }

    @Test
    void userWithoutStreamSaysSo() {
        open(null, new StreamPoint(7, 5));

        assertThat(opened).containsExactly(JoinedRoom.WITHOUT_STREAM);
    }

    @Test
    void sessionOfVersion1GetsAllThatWasHeld() {
        TestMember first = fanout.heldMember();
        fanout.own(first, 7, 3);
        fanout.own(first, 7, 4);
        fanout.settle();

        fanout.shard().open(first, new StreamPoint(7, 4), null, opened::add);
        fanout.own(first, 7, 5);
        fanout.settle();

        assertThat(payloads(first)).containsExactly("7-3", "7-4", "7-5");
    }

    @Test
    void whatDoesNotFitWhileAuthIsPendingIsReadLater() {
        for (int offset = 1; offset <= 66; offset++) {
            fanout.own(member, 7, offset);
        }
        fanout.settle();

        open(new StreamPoint(7, 0), null);
        assertThat(payloads(member)).hasSize(65);
        fanout.reads.answer(7, 66, 65, 66);
        fanout.settle();

        assertThat(payloads(member)).containsExactly("7-65", "7-66");
    }

    @Test
    void hiddenMessagesMoveThePosition() {
        open(new StreamPoint(7, 4), null);
        assertThat(fanout.shard().positions(member)).isEmpty();
        member.accepting(5);

        fanout.own(member, 7, 5);
        fanout.settle();

        assertThat(fanout.shard().positions(member))
                .containsExactly(new Place("user:" + member.user(), 7, 5));
        member.accepting(1000);
        fanout.own(member, 7, 6);
        fanout.settle();
        assertThat(fanout.shard().positions(member)).isEmpty();
    }

    private void open(@Nullable StreamPoint tip, @Nullable StreamPoint after) {
        fanout.shard()
                .open(
                        member,
                        tip,
                        after,
                        reply -> {
                            opened.add(reply);
                            member.reply("reply");
                        });
    }
}
