package dev.halley.job.append.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.record.StreamEntry;
import dev.halley.job.append.AppendAnswer;
import dev.halley.job.append.AppendEpoch;
import dev.halley.job.append.AppendIncident;
import dev.halley.job.append.AppendMessage;
import dev.halley.job.append.AppendMoment;
import dev.halley.job.append.AppendRequest;
import dev.halley.job.append.AppendResult;
import dev.halley.job.append.AppendTarget;
import dev.halley.job.append.AppendTerms;
import dev.halley.job.append.StreamTip;
import dev.halley.job.record.LogId;
import dev.halley.job.record.Position;
import dev.halley.runtime.streams.Retention;
import dev.halley.runtime.streams.StreamName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class KnownHeadsTest {
    private static final String MASTER = "master-1";
    private static final LogId LOG = new LogId("halley-push", "topic-1", 3);
    private static final StreamTip TIP = new StreamTip(77, 5);

    private final List<AppendIncident> incidents = new ArrayList<>();
    private final KnownHeads heads = new KnownHeads(2, incidents::add);

    @Test
    void worksOutWhatTheHeadBecomes() {
        answered("ann");

        KnownAppend append = heads.append(request("ann", LOG, TIP), MASTER).orElseThrow();

        assertThat(append.arguments())
                .startsWith("0:8 5 0:8=5", "77", MASTER, "1000", "0:9", "6")
                .contains("0:8 6 0:8=5 0:9=6");
        assertThat(append.head().tip()).isEqualTo(new StreamTip(77, 6));
        assertThat(append.head().answer(request("ann", LOG, TIP)).results())
                .containsExactly(new AppendResult(AppendResult.Kind.APPENDED, 6));
    }

    @Test
    void nothingIsKnownUnderAnotherMasterOfAnotherPartitionOrBehindAnotherTip() {
        answered("ann");

        LogId other = new LogId("halley-push", "topic-1", 4);
        assertThat(heads.append(request("ann", LOG, TIP), "master-2")).isEmpty();
        assertThat(heads.append(request("ann", LOG, TIP), "")).isEmpty();
        assertThat(heads.append(request("ann", other, TIP), MASTER)).isEmpty();
        assertThat(heads.append(request("ann", LOG, new StreamTip(77, 6)), MASTER)).isEmpty();
        assertThat(heads.append(request("bob", LOG, TIP), MASTER)).isEmpty();
    }

    @Test
    void theOneUsedLongestAgoIsForgottenPastTheBound() {
        answered("ann");
        answered("bob");
        assertThat(heads.append(request("ann", LOG, TIP), MASTER)).isPresent();

        answered("cleo");

        assertThat(incidents).containsExactly(AppendIncident.HEAD_FORGOTTEN);
        assertThat(heads.append(request("bob", LOG, TIP), MASTER)).isEmpty();
        assertThat(heads.append(request("ann", LOG, TIP), MASTER)).isPresent();
    }

    @Test
    void whatWasNotTheUsualCaseIsNotKnown() {
        answered("ann");

        AppendRequest request = request("ann", LOG, TIP);
        heads.answered(request, MASTER, answer(), "");

        assertThat(heads.append(request, MASTER)).isEmpty();
    }

    private void answered(String user) {
        AppendRequest before = request(user, LOG, new StreamTip(77, 4));
        heads.answered(before, MASTER, answer(), "1 900 900 50 0:8 0:8 5 0:8=5");
    }

    private static AppendAnswer answer() {
        return new AppendAnswer(
                TIP,
                new AppendEpoch(77, false, null),
                List.of(new AppendResult(AppendResult.Kind.APPENDED, 5)));
    }

    private static AppendRequest request(String user, LogId log, StreamTip remembered) {
        Retention retention = new Retention(10, Duration.ofHours(1), 1_000);
        return new AppendRequest(
                1,
                new AppendTarget("default", StreamName.ofUser(user)),
                log,
                List.of(new AppendMessage(new Position(0, 9), StreamEntry.getDefaultInstance(), 0)),
                new AppendTerms(retention, Duration.ofHours(2), 10),
                new AppendMoment(1_000, Position.NOTHING, remembered, 1, ""));
    }
}
