package dev.halley.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.record.Record;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.PolledRecord;
import dev.halley.job.record.Position;
import dev.halley.job.support.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever the order of answers, breaks and moves: nothing is lost, nothing is committed before it is
 * finished, and every comet takes records up in the order of the partition.
 */
class PipelinesPropertyTest {
    private static final int STEPS = 150;

    @Property(tries = 400)
    void nothingIsLostCommittedEarlyOrReordered(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int bound) {
        Run run = new Run(new Random(seed), bound);
        for (int i = 0; i < STEPS; i++) {
            run.step();
            run.check();
        }
        run.finish();
        run.check();
        run.checkNothingIsLost();
    }

    /** One history. Which comets a record is for follows from its number. */
    private static final class Run {
        private final Random random;
        private final World world;
        private final PlayedComet one;
        private final PlayedComet two;
        private long written;
        private long read;

        Run(Random random, int bound) {
            this.random = random;
            this.world = new World(bound, Long.MAX_VALUE);
            this.one = new PlayedComet(world, "comet-1@000000001", "live://both", "live://one");
            this.two = new PlayedComet(world, "comet-2@000000001", "live://both");
            world.shown("comet-1", "comet-2");
            world.pipelines.assigned(World.LOG, 1);
            one.attach();
            two.attach();
        }

        void step() {
            PlayedComet comet = random.nextBoolean() ? one : two;
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> poll(1 + random.nextInt(4));
                case 3, 4 -> answerOne();
                case 5, 6 -> comet.work(random.nextInt(4));
                case 7 -> comet.writable(random.nextBoolean());
                case 8 -> toggle(comet);
                default -> {
                    if (random.nextInt(4) == 0) {
                        moveAwayAndBack();
                    }
                }
            }
        }

        private static void toggle(PlayedComet comet) {
            if (comet.attached()) {
                comet.detach();
            } else {
                comet.attach();
            }
        }

        private void poll(int records) {
            if (world.isPaused(World.LOG)) {
                return;
            }
            List<PolledRecord> batch = new ArrayList<>();
            for (int i = 0; i < records; i++) {
                batch.add(new PolledRecord(new Position(0, read), record(read), 1));
                read++;
            }
            written = Math.max(written, read);
            world.pipelines.polled(World.LOG, batch);
            world.settle();
        }

        private static Record record(long number) {
            String payload = Long.toString(number);
            return switch ((int) (number % 5)) {
                case 0 -> Records.toRoom(number, "live://both", payload);
                case 1 -> Records.toUser(number, "one", payload);
                case 2 -> Records.toUser(number, "both", payload);
                case 3 -> Records.toEveryone(number, 0, payload);
                default -> Records.toRoom(number, "live://one", payload);
            };
        }

        private static boolean isForTwo(long number) {
            return number % 5 == 0 || number % 5 == 2 || number % 5 == 3;
        }

        private void answerOne() {
            if (!world.lookups.isEmpty()) {
                answer(world.lookups.remove(random.nextInt(world.lookups.size())));
            }
        }

        private void answer(PendingRecord record) {
            if (record.record().getPush().getUsers().getUsers(0).equals("one")) {
                world.answer(record, Records.route(one.instance, 1, 1));
            } else {
                world.answer(
                        record,
                        Records.route(one.instance, 1, 1),
                        Records.route(two.instance, 1, 1));
            }
        }

        // Another job, or this one started again, reads from what is committed.
        private void moveAwayAndBack() {
            world.pipelines.dropped(World.LOG);
            world.lookups.clear();
            read = world.committable();
            world.pipelines.assigned(World.LOG, read + 2);
            world.settle();
        }

        void finish() {
            for (int i = 0; i < 10_000 && world.committable() < written; i++) {
                one.attach();
                two.attach();
                one.writable(true);
                two.writable(true);
                if (read < written) {
                    poll((int) Math.min(4, written - read));
                }
                answerOne();
                one.work(100);
                two.work(100);
            }
        }

        void check() {
            assertThat(one.accepted()).isSorted();
            assertThat(two.accepted()).isSorted();
            for (long number = 0; number < world.committable(); number++) {
                assertThat(one.finished()).contains(number);
                if (isForTwo(number)) {
                    assertThat(two.finished()).contains(number);
                }
            }
        }

        void checkNothingIsLost() {
            assertThat(world.committable()).isEqualTo(written);
            for (long number = 0; number < written; number++) {
                assertThat(two.accepted().contains(number)).isEqualTo(isForTwo(number));
            }
            assertThat(one.accepted()).hasSize((int) written);
        }
    }
}
