package dev.halley.comet.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A job that dies and comes back at any moment, and shards that finish in any order. */
class MarksPropertyTest {
    private static final LogId LOG = new LogId("topic", 0);
    private static final int RECORDS = 60;

    @Property(tries = 500)
    void eachRecordIsShownOnceInOrderAndNeverReportedEarly(@ForAll long seed) {
        Random random = new Random(seed);
        Marks<Long> marks = new Marks<>(10);
        List<Long> shown = new ArrayList<>();
        List<PendingRecord<Long>> writing = new ArrayList<>();
        long epoch = 1;
        long committed = 0;
        long next = 0;
        OpenLog<Long> log = marks.open(1, LOG, epoch);
        while (committed < RECORDS) {
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    if (next < RECORDS) {
                        send(marks, log, next++, random.nextInt(3), shown, writing);
                    }
                }
                case 2 -> finishAny(marks, writing, random);
                default -> {
                    if (random.nextInt(5) == 0) {
                        // The job dies, maybe half way through a record; the next one starts from
                        // what was committed.
                        marks.deliver(new DeliveredPart<>(log, at(next), true, -1L, 1));
                        log = marks.open(1, LOG, ++epoch);
                        next = committed;
                    }
                }
            }
            if (log.hasFinished()) {
                committed = log.takeFinished().offset() + 1;
                long upTo = committed;
                assertThat(shown).contains(upTo - 1);
                assertThat(writing).noneMatch(record -> record.position().offset() < upTo);
            }
        }
        assertThat(shown).isSorted().doesNotHaveDuplicates().hasSize(RECORDS);
    }

    private static void send(
            Marks<Long> marks,
            OpenLog<Long> log,
            long offset,
            int moreParts,
            List<Long> shown,
            List<PendingRecord<Long>> writing) {
        for (int part = moreParts; part >= 0; part--) {
            Verdict<Long> verdict =
                    marks.deliver(new DeliveredPart<>(log, at(offset), part > 0, offset, 1));
            if (verdict.kind() == Verdict.Kind.ACCEPTED) {
                assertThat(verdict.record().parts()).hasSize(moreParts + 1).containsOnly(offset);
                shown.add(offset);
                writing.add(verdict.record());
            }
        }
    }

    private static void finishAny(
            Marks<Long> marks, List<PendingRecord<Long>> writing, Random random) {
        if (!writing.isEmpty()) {
            marks.finish(writing.remove(random.nextInt(writing.size())));
        }
    }

    private static Position at(long offset) {
        return new Position(0, offset);
    }
}
