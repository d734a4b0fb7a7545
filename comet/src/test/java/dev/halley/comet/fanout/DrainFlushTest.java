package dev.halley.comet.fanout;

import static dev.halley.comet.fanout.FanoutFixture.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.frames.Variant;
import dev.halley.comet.members.RoomKey;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a drain sends what it has written: each member once, and at once where nothing more comes. */
@Timeout(20)
class DrainFlushTest {
    private static final RoomKey OTHER_ROOM = new RoomKey("default", "live://2");

    private final FanoutFixture fanout = FanoutFixture.oneShard();
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void close() {
        fanout.close();
    }

    @Test
    void sendsToEachMemberOfALoneRoomBeforeItWritesToTheNext() {
        TestMember first = member("first", ROOM, OTHER_ROOM);
        member("second", ROOM);
        fanout.room("a");
        fanout.room("b");

        fanout.settle();

        assertThat(done)
                .containsExactly("write first", "flush first", "write second", "flush second");
        assertThat(FanoutFixture.payloads(first)).containsExactly("a", "b");
    }

    @Test
    void waitsWithAMemberOfSeveralRoomsUntilAllAreWritten() {
        TestMember both = member("both", ROOM, OTHER_ROOM);
        member("one", ROOM);
        fanout.room("a");
        fanout.room(OTHER_ROOM, "b");

        fanout.settle();

        assertThat(done)
                .containsExactly(
                        "write both", "write one", "flush one", "write both", "flush both");
        assertThat(FanoutFixture.payloads(both)).containsExactly("a", "b");
    }

    @Test
    void waitsForABroadcastBehindTheRoom() {
        member("member", ROOM);
        fanout.room("a");
        fanout.everyone(1000, "b", 0);

        fanout.settle();

        assertThat(done).containsExactly("write member", "write member", "flush member");
    }

    @Test
    void sendsABroadcastToEachBeforeItWritesToTheNext() {
        member("first");
        member("second");
        fanout.everyone(1000, "a", 0);

        fanout.settle();

        assertThat(done)
                .containsExactly("write first", "flush first", "write second", "flush second");
    }

    private TestMember member(String name, RoomKey... rooms) {
        TestMember member = fanout.member(Variant.TCP_V1, new Recorder(name));
        for (RoomKey room : rooms) {
            fanout.join(member, room);
        }
        fanout.settle();
        done.clear();
        return member;
    }

    private final class Recorder extends ChannelOutboundHandlerAdapter {
        private final String name;

        Recorder(String name) {
            this.name = name;
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the promise tells
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            done.add("write " + name);
            context.write(message, promise);
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            done.add("flush " + name);
            context.flush();
        }
    }
}
