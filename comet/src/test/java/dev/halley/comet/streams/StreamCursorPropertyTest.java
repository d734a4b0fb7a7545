package dev.halley.comet.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.frames.Message;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever a job, a history and a tip do to a cursor, its reader misses nothing untold. */
class StreamCursorPropertyTest {

    @Property(tries = 500)
    void readerSeesAPrefixWithoutHolesOrDoublesOrIsTold(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int steps) {
        Random random = new Random(seed);
        Reader reader = new Reader();
        StreamCursor cursor = new StreamCursor();
        int epoch = 1;
        long tip = 1L + random.nextInt(5);
        for (int i = 0; i < steps; i++) {
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3, 4 -> cursor.offer(RecordingSink.at(epoch, ++tip), reader);
                case 5 -> tip += random.nextInt(3);
                case 6 -> cursor.offer(RecordingSink.at(epoch, 1 + random.nextLong(tip)), reader);
                case 7 -> cursor.reaches(new StreamPoint(epoch, tip), reader);
                case 8 -> fill(cursor, reader, epoch, tip, random);
                default -> epoch += random.nextInt(12) == 0 ? 1 : 0;
            }
        }
        // A stream that can be read brings every reader to its end.
        cursor.reaches(new StreamPoint(epoch, tip), reader);
        while (cursor.isWaiting()) {
            cursor.fill(RecordingSink.page(epoch, 1, tip, cursor.last() + 1, tip), reader);
        }
        // One that nothing has come to was promised nothing: it begins where the stream stands.
        assertThat(reader.epoch).isIn(0, epoch);
        assertThat(reader.last).isIn(reader.epoch == 0 ? 0L : tip, tip);
        assertThat(cursor.last()).isEqualTo(tip);
    }

    private static void fill(
            StreamCursor cursor, Reader reader, int epoch, long tip, Random random) {
        if (!cursor.isWaiting()) {
            return;
        }
        long first = 1 + random.nextLong(tip);
        long from = Math.max(cursor.last() + 1, first);
        switch (random.nextInt(4)) {
            case 0 -> cursor.fill(StreamPage.UNREADABLE, reader);
            case 1 -> cursor.fill(RecordingSink.page(epoch, first, tip, from, tip), reader);
            case 2 ->
                    cursor.fill(
                            RecordingSink.page(epoch, 1, tip, cursor.last() + 1, cursor.last() + 1),
                            reader);
            default -> cursor.giveUp(reader);
        }
    }

    /** Takes what goes out, and fails when something is left out untold or comes twice. */
    private static final class Reader implements StreamSink {
        private int epoch;
        private long last;

        @Override
        public void deliver(Streamed streamed, Message message) {
            int at = message.place().epoch();
            long offset = message.place().offset();
            if (epoch != 0) {
                assertThat(at).as("epoch of %s", offset).isEqualTo(epoch);
                assertThat(offset).isEqualTo(last + 1);
            }
            epoch = at;
            last = offset;
        }

        @Override
        public void drop(Streamed streamed) {
            // Whatever it was: had it been missing, what comes behind it would leave a hole.
        }

        @Override
        public void gap(Gap gap) {
            boolean continues = gap.epoch() == epoch && gap.from() == last + 1;
            assertThat(continues || gap.epoch() != epoch).isTrue();
            epoch = gap.epoch();
            last = gap.to();
        }
    }
}
