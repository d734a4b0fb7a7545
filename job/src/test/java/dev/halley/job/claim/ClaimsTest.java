package dev.halley.job.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.record.Record;
import dev.halley.job.record.LogId;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.PolledRecord;
import dev.halley.job.record.Position;
import dev.halley.job.support.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ClaimsTest implements ClaimActions {
    private static final LogId LOG = new LogId("halley-push", "id-1", 2);
    private static final int IN_FLIGHT = 2;

    private final List<ClaimRequest> asked = new ArrayList<>();
    private final Map<PendingRecord, Boolean> claimed = new LinkedHashMap<>();
    private final Map<String, String> redis = new HashMap<>();
    private final Map<ClaimIncident, Integer> counts = new HashMap<>();
    private final Claims claims =
            new Claims(
                    new ClaimSettings(
                            IN_FLIGHT,
                            Duration.ofMillis(20).toNanos(),
                            Duration.ofSeconds(1).toNanos()),
                    this,
                    incident -> counts.merge(incident, 1, Integer::sum));
    private long nanos;

    @Test
    void theFirstGoesOnAndTheSecondIsDropped() {
        PendingRecord first = take(0, key(7));
        PendingRecord second = take(1, key(7));
        answerAll();
        assertThat(claimed).containsEntry(first, true).containsEntry(second, false);
        assertThat(counts).containsEntry(ClaimIncident.REPEATED, 1);
    }

    @Test
    void theSameRecordGoesOnWhenKafkaSendsItAgain() {
        take(0, key(7));
        answerAll();
        PendingRecord again = take(0, key(7));
        answerAll();
        assertThat(claimed).containsEntry(again, true);
    }

    @Test
    void roomsOfOnePushDoNotRepeatEachOther() {
        PendingRecord one = take(0, room(7, "live://1"));
        PendingRecord two = take(1, room(7, "live://2"));
        answerAll();
        assertThat(claimed).containsEntry(one, true).containsEntry(two, true);
    }

    @Test
    void aBoundedNumberIsAskedFor() {
        for (int i = 0; i < IN_FLIGHT + 1; i++) {
            take(i, key(i));
        }
        settle();
        assertThat(asked).hasSize(IN_FLIGHT);
        answerAll();
        assertThat(claimed).hasSize(IN_FLIGHT + 1);
    }

    @Test
    void whatFailsIsAskedForAgainAfterAPause() {
        PendingRecord record = take(0, key(7));
        settle();
        claims.failed(asked.remove(0));
        settle();
        assertThat(asked).isEmpty();
        nanos += Duration.ofMillis(20).toNanos();
        answerAll();
        assertThat(claimed).containsEntry(record, true);
        assertThat(counts).containsEntry(ClaimIncident.RETRY, 1);
    }

    @Test
    void whatWasGivenBackIsNotAskedFor() {
        take(0, key(7));
        claims.givenBack(LOG);
        settle();
        assertThat(asked).isEmpty();
    }

    private PendingRecord take(long offset, Record record) {
        PolledRecord polled = new PolledRecord(new Position(0, offset), record, 1);
        PendingRecord pending = new PendingRecord(LOG, polled, 0);
        claims.take(pending);
        return pending;
    }

    private static Record key(long id) {
        return Records.toKey(id, "k", "x").toBuilder().setOnceUntilMs(60_000).build();
    }

    private static Record room(long id, String room) {
        return Records.toRoom(id, room, "x").toBuilder().setOnceUntilMs(60_000).build();
    }

    private void settle() {
        claims.settle(nanos, nanos / 1_000_000);
    }

    private void answerAll() {
        settle();
        while (!asked.isEmpty()) {
            ClaimRequest request = asked.remove(0);
            String key = request.record().record().getMessageId() + ":" + request.part();
            String owner = redis.computeIfAbsent(key, any -> request.claimant());
            claims.answered(request, owner.equals(request.claimant()));
            settle();
        }
    }

    @Override
    public void claim(List<ClaimRequest> requests) {
        asked.addAll(requests);
    }

    @Override
    public void claimed(PendingRecord record, boolean first) {
        claimed.put(record, first);
    }
}
