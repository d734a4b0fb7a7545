package dev.halley.job.append;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.record.Record;
import dev.halley.api.record.StreamPosition;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Places;
import dev.halley.job.record.Position;
import dev.halley.job.support.Records;
import dev.halley.job.support.StreamsModel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever fails, comes again or is lost: within an epoch an offset means one message, a message has
 * one offset, and they are in the order of the partition, without holes.
 */
class StreamAppendsPropertyTest {
    private static final int STEPS = 200;
    private static final List<String> USERS = List.of("a", "b", "c");

    @Property(tries = 500)
    void eachMessageHasOneOffsetWithoutHolesAndInOrder(@ForAll long seed) {
        Run run = new Run(new Random(seed), false);
        run.steps();
        run.finish();
        run.checkEverythingIsThereOnce();
    }

    @Property(tries = 500)
    void anOffsetOfAnEpochMeansOneMessageWhateverRedisLoses(@ForAll long seed) {
        Run run = new Run(new Random(seed), true);
        run.steps();
        run.finish();
    }

    private static final class Run {
        private final Random random;
        private final boolean redisLoses;
        private final StreamsModel redis = new StreamsModel();
        private final Map<String, Long> meaning = new HashMap<>();
        private final Map<Long, Boolean> done = new TreeMap<>();
        private PlayedRedis job = new PlayedRedis(redis, 0);
        private Map<AppendTarget, StreamsModel.Stream> saved = new HashMap<>();
        private long read;
        private long written;
        private long committed;

        Run(Random random, boolean redisLoses) {
            this.random = random;
            this.redisLoses = redisLoses;
        }

        void steps() {
            for (int i = 0; i < STEPS; i++) {
                step(random.nextInt(20));
                collect();
            }
        }

        private void step(int what) {
            switch (what) {
                case 0, 1, 2, 3, 4 -> take(1 + random.nextInt(3));
                case 5, 6, 7, 8, 9, 10 -> answer();
                case 11, 12 -> fail(random.nextBoolean());
                case 13, 14 -> job.pass(Duration.ofMillis(random.nextInt(2_000)));
                case 15, 16 -> commit();
                case 17 -> another();
                default -> redisStartsAgain(what == 18);
            }
            job.settle();
        }

        private void take(int records) {
            for (int i = 0; i < records; i++) {
                job.take(read, record(read));
                read++;
            }
            written = Math.max(written, read);
        }

        private static Record record(long number) {
            String user = USERS.get((int) (number % USERS.size()));
            return number % 5 == 0
                    ? Records.toUsers(number, USERS, "x")
                    : Records.toUser(number, user, "x");
        }

        private void answer() {
            if (!job.asked.isEmpty()) {
                job.answer(job.asked.remove(random.nextInt(job.asked.size())));
                checkMeanings();
            }
        }

        private void fail(boolean hasRun) {
            if (!job.asked.isEmpty()) {
                AppendRequest request = job.asked.remove(random.nextInt(job.asked.size()));
                if (hasRun) {
                    redis.run(request);
                    checkMeanings();
                }
                job.appends.failed(request);
            }
        }

        private void commit() {
            while (done.containsKey(committed) && random.nextInt(4) > 0) {
                committed++;
            }
            job.appends.committed(PlayedRedis.LOG, new Position(0, committed));
        }

        // The one before may have requests on their way that run, but are not answered.
        private void another() {
            job.asked.stream().filter(any -> random.nextBoolean()).forEach(redis::run);
            checkMeanings();
            job = new PlayedRedis(redis, job.epochs());
            done.keySet().removeIf(number -> number >= committed);
            read = committed;
        }

        private void redisStartsAgain(boolean save) {
            if (save) {
                saved = redis.copy();
            } else if (redisLoses) {
                restart(random.nextBoolean() ? saved : redis.copy());
                saved = redis.copy();
            }
        }

        private void restart(Map<AppendTarget, StreamsModel.Stream> kept) {
            job.asked.forEach(job.appends::failed);
            job.asked.clear();
            redis.restart(kept);
        }

        // Whoever reads the stream may see any of this at any time.
        private void checkMeanings() {
            redis.streams()
                    .forEach(
                            (target, stream) ->
                                    stream.entries()
                                            .forEach(
                                                    (offset, id) ->
                                                            mean(
                                                                    target.name().text(),
                                                                    stream.epoch(),
                                                                    offset,
                                                                    id)));
        }

        private void mean(String stream, int epoch, long offset, long id) {
            String place = stream + "/" + epoch + "/" + offset;
            assertThat(meaning.merge(place, id, (before, now) -> before)).as(place).isEqualTo(id);
        }

        private void collect() {
            job.appended.forEach(this::collect);
            job.appended.clear();
        }

        private void collect(PendingRecord record, Places places) {
            long number = record.position().offset();
            done.put(number, true);
            for (int i = 0; i < record.record().getPush().getUsers().getUsersCount(); i++) {
                StreamPosition at = places.at(i);
                if (at != null && !redisLoses) {
                    mean(at.getStream(), at.getEpoch(), at.getOffset(), number);
                }
            }
        }

        void finish() {
            for (int i = 0; i < 1_000 && done.size() < written; i++) {
                if (read < written) {
                    take(1);
                }
                job.pass(Duration.ofSeconds(2));
                answer();
                collect();
            }
            assertThat(done).hasSize((int) written);
        }

        void checkEverythingIsThereOnce() {
            for (String user : USERS) {
                List<Long> expected =
                        LongStream.range(0, written)
                                .filter(
                                        n ->
                                                record(n)
                                                        .getPush()
                                                        .getUsers()
                                                        .getUsersList()
                                                        .contains(user))
                                .boxed()
                                .toList();
                NavigableMap<Long, Long> entries = entries(user);
                assertThat(List.copyOf(entries.values())).isEqualTo(expected);
                assertThat(entries.isEmpty() || entries.lastKey() == entries.size()).isTrue();
            }
        }

        private NavigableMap<Long, Long> entries(String user) {
            return redis.streams().entrySet().stream()
                    .filter(entry -> entry.getKey().name().id().equals(user))
                    .<NavigableMap<Long, Long>>map(entry -> entry.getValue().entries())
                    .findFirst()
                    .orElseGet(TreeMap::new);
        }
    }
}
