package dev.halley.comet.fanout;

import static dev.halley.comet.fanout.FanoutFixture.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.frames.Variant;
import dev.halley.comet.streams.JoinedRoom;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.comet.writing.FanoutConfig;
import dev.halley.wire.FrameExtension;
import dev.halley.wire.FrameHeader;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * Members of a room that come, go, come back, and do not read for a while, on two shards, while
 * messages go missing and come twice: each sees every message behind its place once and in order, or
 * is told which it does not get, and all end where the stream ends.
 */
class RecoveryPropertyTest {
    @Property(tries = 150)
    void nothingIsMissedUntoldAndAllEndUpAtTheEnd(@ForAll long seed) {
        try (World world = new World(new Random(seed))) {
            for (int i = 0; i < 120; i++) {
                world.step();
            }
            world.end();
        }
    }

    private static final class World implements AutoCloseable {
        private final Random random;
        private final FanoutFixture fanout = new FanoutFixture(2, FanoutConfig.DEFAULT);
        private final List<Reader> readers = new ArrayList<>();
        private int epoch = 1;
        private long first = 1;
        private long last;
        private boolean failing = true;

        World(Random random) {
            this.random = random;
        }

        void step() {
            switch (random.nextInt(14)) {
                case 0, 1, 2, 3, 4 -> fanout.room(epoch, ++last);
                case 5 -> last++;
                case 6 -> again();
                case 7 -> join(null);
                case 8 -> comeBack();
                case 9 -> leave();
                case 10 -> turn();
                case 11 -> first = Math.min(last, first + random.nextInt(3));
                case 12 -> answer();
                default -> maybeNewEpoch();
            }
            // Now and then a drain takes long, so that the next one waits.
            fanout.nanosPerClockRead = random.nextInt(3) == 0 ? 10_000_000 : 0;
            if (random.nextBoolean()) {
                fanout.settle();
            }
            if (random.nextInt(8) == 0) {
                fanout.pass(Duration.ofMillis(20));
            }
            readers.forEach(Reader::read);
        }

        private void again() {
            if (last > 0) {
                fanout.room(epoch, 1 + random.nextLong(last));
            }
        }

        private void maybeNewEpoch() {
            if (random.nextInt(5) == 0) {
                epoch++;
            }
        }

        private void join(@Nullable StreamPoint after) {
            Shard shard = fanout.shards.all().get(random.nextInt(2));
            TestMember member = fanout.member(shard, Variant.TCP_V2).writingGaps();
            Reader reader = new Reader(member, shard, after);
            shard.join(member, ROOM, after, reader::joined);
            readers.add(reader);
        }

        private void comeBack() {
            if (!readers.isEmpty()) {
                Reader gone = readers.get(random.nextInt(readers.size()));
                gone.leave();
                readers.remove(gone);
                join(gone.epoch == 0 ? null : new StreamPoint(gone.epoch, gone.offset));
            }
        }

        private void leave() {
            if (!readers.isEmpty() && random.nextInt(3) == 0) {
                readers.remove(random.nextInt(readers.size())).leave();
            }
        }

        private void turn() {
            if (!readers.isEmpty()) {
                readers.get(random.nextInt(readers.size())).writable(random.nextBoolean());
            }
        }

        private void answer() {
            if (fanout.reads.asked.isEmpty()) {
                return;
            }
            ScriptedReads.Asked asked = fanout.reads.asked.get(0);
            if (failing && random.nextInt(12) == 0) {
                fanout.reads.unreadable();
            } else if (asked.after() < 0) {
                fanout.reads.tip(epoch, last);
            } else {
                long from = Math.max(asked.after() + 1, first);
                long to = Math.min(last, from + random.nextInt(4));
                fanout.reads.answer(epoch, first, last, from, to);
            }
        }

        void end() {
            fanout.nanosPerClockRead = 0;
            readers.forEach(reader -> reader.writable(true));
            for (int i = 0; i < 60; i++) {
                // Two checks find the streams readable: one after another may meet a read that
                // fails.
                failing = i < 20;
                fanout.settle();
                while (!fanout.reads.asked.isEmpty()) {
                    answer();
                    fanout.settle();
                }
                if (i % 10 == 0 && i < 40) {
                    fanout.shards.checkPositionsSoon();
                }
                fanout.pass(Duration.ofSeconds(2));
                readers.forEach(Reader::read);
            }
            for (Reader reader : readers) {
                assertThat(reader.epoch).isIn(0, epoch);
                assertThat(reader.offset).isEqualTo(reader.epoch == 0 ? 0 : last);
            }
            assertThat(fanout.shards.inboxDepth()).isZero();
        }

        @Override
        public void close() {
            fanout.close();
        }
    }

    /** A client of version 2 that takes nothing on trust. */
    private static final class Reader {
        private final TestMember member;
        private final Shard shard;
        private final @Nullable StreamPoint after;
        private int epoch;
        private long offset;

        Reader(TestMember member, Shard shard, @Nullable StreamPoint after) {
            this.member = member;
            this.shard = shard;
            this.after = after;
        }

        void joined(JoinedRoom reply) {
            if (reply.recovered() && after != null) {
                epoch = after.epoch();
                offset = after.offset();
            } else {
                epoch = reply.epoch();
                offset = reply.offset();
            }
        }

        void leave() {
            read();
            shard.remove(member);
        }

        void writable(boolean writable) {
            FanoutFixture.writable(member, writable);
            if (writable) {
                shard.writable(member);
            }
        }

        void read() {
            for (ByteBuf in = FanoutFixture.read(member);
                    in != null;
                    in = FanoutFixture.read(member)) {
                for (int at = 0; at < in.readableBytes(); ) {
                    take(in, at);
                    at += FrameHeader.packetLength(in, at);
                }
                in.release();
            }
        }

        private void take(ByteBuf in, int frame) {
            if (FrameHeader.headerLength(in, frame) == FrameHeader.LENGTH) {
                String[] gap =
                        in.toString(
                                        FrameHeader.bodyIndex(in, frame),
                                        FrameHeader.bodyLength(in, frame),
                                        StandardCharsets.UTF_8)
                                .split(" ", -1);
                gap(Integer.parseInt(gap[1]), Long.parseLong(gap[2]), Long.parseLong(gap[3]));
                return;
            }
            FrameExtension place = FrameExtension.read(in, frame);
            if (epoch == 0) {
                epoch = place.epoch();
                offset = place.offset();
                return;
            }
            assertThat(place.epoch()).isEqualTo(epoch);
            if (place.offset() > offset) {
                assertThat(place.offset()).isEqualTo(offset + 1);
                offset = place.offset();
            } else {
                // Only who knew more than this comet gets something again, and no more than it
                // knew.
                assertThat(after).isNotNull();
                assertThat(place.offset()).isLessThanOrEqualTo(after.offset());
            }
        }

        private void gap(int to, long from, long until) {
            if (epoch != 0 && to == epoch) {
                assertThat(from).isLessThanOrEqualTo(offset + 1);
                offset = Math.max(offset, until);
            } else {
                epoch = to;
                offset = until;
            }
        }
    }
}
