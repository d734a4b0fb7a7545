package dev.halley.job.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.job.record.LogId;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.PolledRecord;
import dev.halley.job.record.Position;
import dev.halley.job.support.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class OfflinePushesTest implements OfflineActions {
    private static final LogId LOG = new LogId("halley-push", "id-1", 0);
    private static final int IN_FLIGHT = 2;

    private final List<OfflinePush> sent = new ArrayList<>();
    private final List<PendingRecord> written = new ArrayList<>();
    private final Map<OfflineIncident, Integer> counts = new HashMap<>();
    private final OfflinePushes pushes =
            new OfflinePushes(
                    new OfflineSettings(
                            IN_FLIGHT,
                            Duration.ofMillis(20).toNanos(),
                            Duration.ofSeconds(1).toNanos()),
                    this,
                    incident -> counts.merge(incident, 1, Integer::sum));
    private final PendingRecord record = record(List.of("a", "b", "c"));
    private long nanos;

    @Test
    void eachUserIsWrittenAndAnswered() {
        pushes.take(record, List.of(0, 2));
        pushes.settle(nanos);
        assertThat(sent).extracting(OfflinePush::user).containsExactly("a", "c");
        sent.forEach(pushes::written);
        assertThat(written).containsExactly(record, record);
    }

    @Test
    void aBoundedNumberIsOnItsWay() {
        pushes.take(record, List.of(0, 1, 2));
        pushes.settle(nanos);
        assertThat(sent).hasSize(IN_FLIGHT);
        assertThat(pushes.waiting()).isEqualTo(1);
        pushes.written(sent.get(0));
        pushes.settle(nanos);
        assertThat(sent).hasSize(3);
    }

    @Test
    void whatFailsIsWrittenAgainAfterAPause() {
        pushes.take(record, List.of(0));
        pushes.settle(nanos);
        pushes.failed(sent.get(0));
        pushes.settle(nanos);
        assertThat(sent).hasSize(1);
        nanos += Duration.ofMillis(20).toNanos();
        pushes.settle(nanos);
        assertThat(sent).hasSize(2);
        assertThat(written).isEmpty();
        assertThat(counts).containsEntry(OfflineIncident.RETRY, 1);
    }

    @Test
    void whatIsTooLargeIsGivenUpAndCounted() {
        pushes.take(record, List.of(0));
        pushes.settle(nanos);
        pushes.refused(sent.get(0));
        assertThat(written).containsExactly(record);
        assertThat(counts).containsEntry(OfflineIncident.TOO_LARGE, 1);
    }

    @Test
    void aPartitionThatIsGoneIsNotWritten() {
        pushes.take(record, List.of(0));
        pushes.dropped(LOG);
        pushes.settle(nanos);
        assertThat(sent).isEmpty();
    }

    private static PendingRecord record(List<String> users) {
        PolledRecord polled =
                new PolledRecord(new Position(0, 0), Records.toUsers(1, users, "x"), 1);
        return new PendingRecord(LOG, polled, 0);
    }

    @Override
    public void write(List<OfflinePush> some) {
        sent.addAll(some);
    }

    @Override
    public void offlineWritten(PendingRecord done) {
        written.add(done);
    }
}
