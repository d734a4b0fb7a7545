package dev.halley.comet.fanout;

import static dev.halley.comet.fanout.FanoutFixture.payloads;
import static dev.halley.comet.fanout.FanoutFixture.writable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.fanout.joining.RoomAsk;
import dev.halley.comet.frames.Variant;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.streams.JoinedRoom;
import dev.halley.comet.streams.StreamPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One client that recovers many rooms, each of which has a lot for it. */
@Timeout(20)
class KeptPagesOfJoinsTest {
    private static final int ROOMS = 20;
    private static final int MESSAGE_BYTES = 512 * 1024;

    private final FanoutFixture fanout = FanoutFixture.oneShard();
    private final TestMember member = fanout.member(Variant.TCP_V2);
    private final List<JoinedRoom> joined = new ArrayList<>();

    @AfterEach
    void close() {
        fanout.close();
    }

    @Test
    void pagesPastTheBoundAreReadAgain() {
        joinAll();
        answerAll(ROOMS);

        assertThat(joined).hasSize(ROOMS).allMatch(JoinedRoom::recovered);
        assertThat(letGo()).isBetween(ROOMS - 8.0, ROOMS - 6.0);
        while (!fanout.reads.asked.isEmpty()) {
            assertThat(fanout.reads.asked).hasSizeLessThanOrEqualTo(4);
            answerAll(1);
        }

        List<String> all = payloads(member).stream().map(String::trim).toList();
        assertThat(all).hasSize(2 * ROOMS).doesNotHaveDuplicates();
        for (int room = 0; room < ROOMS; room++) {
            String name = "room:live://" + room + " ";
            assertThat(all).containsSubsequence(name + 1, name + 2);
        }
        assertThat(member.isBehind()).isFalse();
    }

    @Test
    void pagesOfASessionThatLeavesMakeRoomForOthers() {
        joinAll();
        answerAll(ROOMS - 1);
        double before = letGo();

        fanout.shard().remove(member);
        answerAll(1);
        TestMember next = fanout.member(Variant.TCP_V2);
        fanout.shard().join(next, asks().subList(0, 7), joined::addAll);
        tips(7);
        answerAll(7);

        assertThat(joined).hasSize(7);
        assertThat(payloads(next)).hasSize(14);
        assertThat(letGo()).isLessThanOrEqualTo(before + 1);
    }

    @Test
    void pageThatComesWhileTheSocketIsFullIsWrittenWhenItIsNot() {
        fanout.shard().join(member, asks().subList(0, 1), joined::addAll);
        tips(1);
        answerAll(1);
        payloads(member);
        writable(member, false);
        fanout.shard().recover(member, "room:live://0", new StreamPoint(7, 0), joined::add);
        answerAll(1);
        assertThat(payloads(member)).isEmpty();

        writable(member, true);
        fanout.shard().writable(member);

        assertThat(payloads(member)).hasSize(2);
        assertThat(fanout.reads.asked).isEmpty();
        assertThat(member.isBehind()).isFalse();
    }

    @Test
    void leavingTheRoomsThatAreBeingReadLetsTheOthersGoOn() {
        joinAll();
        answerAll(ROOMS);
        payloads(member);
        assertThat(fanout.reads.asked).hasSize(4);

        fanout.reads.asked.forEach(
                asked -> {
                    String room = asked.stream().substring("room:".length());
                    fanout.shard().leave(member, new RoomKey("default", room));
                });
        answerAll(4);

        assertThat(payloads(member)).isEmpty();
        assertThat(fanout.reads.asked).hasSize(4);
    }

    private void joinAll() {
        fanout.shard().join(member, asks(), joined::addAll);
        tips(ROOMS);
    }

    private static List<RoomAsk> asks() {
        return IntStream.range(0, ROOMS)
                .mapToObj(room -> new RoomKey("default", "live://" + room))
                .map(room -> new RoomAsk(room, new StreamPoint(7, 0)))
                .toList();
    }

    private void tips(int count) {
        for (int i = 0; i < count; i++) {
            fanout.reads.tip(7, 2);
        }
        fanout.settle();
    }

    private void answerAll(int count) {
        for (int i = 0; i < count; i++) {
            fanout.reads.answerWithBytes(7, 2, MESSAGE_BYTES);
            fanout.settle();
        }
    }

    private double letGo() {
        return fanout.count("halley.comet.stream.pages.let.go");
    }
}
