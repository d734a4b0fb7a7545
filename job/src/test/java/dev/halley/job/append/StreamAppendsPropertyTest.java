package dev.halley.job.append;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.record.Record;
import dev.halley.api.record.StreamPosition;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Places;
import dev.halley.job.record.Position;
import dev.halley.job.support.Records;
import dev.halley.job.support.StreamsModel;
import dev.halley.runtime.streams.StreamName;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever fails, comes again or is lost: within an epoch an offset means one message, every message
 * is handed on with a place before its record is finished, and what is new goes behind all that its
 * job has seen. While nothing is lost, a message has one offset, and they are in the order of the
 * partition, without holes.
 */
class StreamAppendsPropertyTest {
    private static final int STEPS = 200;
    private static final int FIRST_OF_READERS = 1_000_000;
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
        private final Map<PendingRecord, Places> held = new LinkedHashMap<>();
        private final Set<Long> finished = new HashSet<>();
        private final Set<String> handedOn = new HashSet<>();
        private final Set<Long> again = new HashSet<>();
        private final Map<String, NavigableMap<Long, Long>> fresh = new HashMap<>();
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
                step(random.nextInt(23));
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
                case 18, 19 -> handOn(1 + random.nextInt(4));
                case 20 -> look();
                default -> redisStartsAgain(what == 21);
            }
            job.settle();
        }

        private void take(int records) {
            for (int i = 0; i < records; i++) {
                if (read < written) {
                    again.add(read);
                }
                job.take(read, record(read));
                read++;
                written = Math.max(written, read);
            }
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
            while (finished.contains(committed) && random.nextInt(4) > 0) {
                committed++;
            }
            job.appends.committed(PlayedRedis.LOG, new Position(0, committed));
        }

        // The one before may have requests on their way that run, but are not answered. What it had
        // its places for and has not handed on is lost with it.
        private void another() {
            job.asked.stream().filter(any -> random.nextBoolean()).forEach(redis::run);
            checkMeanings();
            job = new PlayedRedis(redis, job.epochs());
            finished.removeIf(number -> number >= committed);
            held.clear();
            fresh.clear();
            read = committed;
        }

        // As a reader does; it begins a stream that has no head.
        private void look() {
            String user = USERS.get(random.nextInt(USERS.size()));
            AppendTarget target = new AppendTarget("default", StreamName.ofUser(user));
            redis.look(target, FIRST_OF_READERS + random.nextInt(FIRST_OF_READERS));
        }

        private void redisStartsAgain(boolean save) {
            if (save) {
                saved = redis.copy();
            } else if (redisLoses && random.nextInt(4) == 0) {
                restart(new HashMap<>());
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
            job.appended.forEach(this::checkPlaces);
            held.putAll(job.appended);
            job.appended.clear();
        }

        private void checkPlaces(PendingRecord record, Places places) {
            long number = record.position().offset();
            for (int i = 0; i < users(record).size(); i++) {
                StreamPosition at = places.at(i);
                if (at == null) {
                    assertThat(handedOn).contains(number + "/" + users(record).get(i));
                } else {
                    mean(at.getStream(), at.getEpoch(), at.getOffset(), number);
                    checkOrder(number, at);
                }
            }
        }

        // Of what came to this job first. An epoch begins behind what is kept of the one before.
        private void checkOrder(long number, StreamPosition at) {
            if (again.contains(number)) {
                return;
            }
            NavigableMap<Long, Long> offsets =
                    fresh.computeIfAbsent(
                            at.getStream() + "/" + at.getEpoch(), any -> new TreeMap<>());
            offsets.put(number, at.getOffset());
            assertThat(List.copyOf(offsets.values())).isSorted().doesNotHaveDuplicates();
        }

        private static List<String> users(PendingRecord record) {
            return record.record().getPush().getUsers().getUsersList();
        }

        private void handOn(int records) {
            for (PendingRecord record :
                    List.copyOf(held.keySet()).subList(0, Math.min(records, held.size()))) {
                held.remove(record);
                long number = record.position().offset();
                users(record).forEach(user -> handedOn.add(number + "/" + user));
                finished.add(number);
            }
        }

        void finish() {
            for (int i = 0; i < 1_000 && finished.size() < written; i++) {
                if (read < written) {
                    take(1);
                }
                job.pass(Duration.ofSeconds(2));
                answer();
                collect();
                handOn(held.size());
            }
            assertThat(finished).hasSize((int) written);
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
