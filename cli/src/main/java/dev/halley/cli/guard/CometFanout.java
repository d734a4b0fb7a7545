package dev.halley.cli.guard;

import dev.halley.comet.fanout.Shard;
import dev.halley.comet.fanout.ShardWakes;
import dev.halley.comet.fanout.Shards;
import dev.halley.comet.fanout.inbox.LocalDelivery.ToRoom;
import dev.halley.comet.fanout.inbox.Receipt;
import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.Place;
import dev.halley.comet.frames.StageTimes;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.streams.RecentMessages;
import dev.halley.comet.streams.StreamReads;
import dev.halley.comet.streams.StreamSources;
import dev.halley.comet.writing.FanoutConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Comet's engine from where the stream with a job ends: messages of a room's stream, through the
 * shard's inbox, into one drain. It never pauses, so that a drain is one when it is asked for.
 */
final class CometFanout implements Fanout {

    private static final FanoutConfig UNPACED =
            new FanoutConfig(1, Duration.ZERO, 64 * 1024, Duration.ofSeconds(10));
    private static final RoomKey ROOM = new RoomKey("default", "guard://1");
    private static final long RECENT_BYTES = 1 << 20;
    private static final int OPERATION = 1000;
    private static final int EPOCH = 1;

    private final Shards shards;
    private final Shard shard;
    private final byte[] payload;
    private long offset;

    CometFanout(EventLoop loop, int payloadBytes) {
        this.shards =
                new Shards(
                        List.of(loop),
                        UNPACED,
                        new SimpleMeterRegistry(),
                        Clock.systemUTC(),
                        new StreamSources(new RecentMessages(RECENT_BYTES), StreamReads.NONE));
        this.shard = shards.of(loop);
        this.payload = new byte[payloadBytes];
    }

    @Override
    public void add(Channel connection) {
        GuardMember member = new GuardMember(connection, shard.newSessionId());
        shard.add(member);
        shard.join(member, ROOM, () -> {});
    }

    @Override
    public void drain(int messages) {
        for (int i = 0; i < messages; i++) {
            long nowUs = System.currentTimeMillis() * 1000;
            Receipt receipt = new Unheeded();
            offset++;
            Message message =
                    new Message(
                            OPERATION,
                            payload,
                            offset,
                            0,
                            new StageTimes(nowUs, nowUs, nowUs),
                            new Place("room:" + ROOM.name(), EPOCH, offset));
            ShardWakes wakes = shards.wakes();
            shards.dispatch(List.of(new ToRoom(ROOM, message, receipt)), receipt, wakes);
            wakes.wake();
        }
    }

    @Override
    public void close() {
        shards.close();
    }

    /** What has arrived is counted at the other end. */
    private static final class Unheeded extends Receipt {
        @Override
        protected void finished() {}

        @Override
        protected void progressed(long sessionsDone) {}
    }
}
