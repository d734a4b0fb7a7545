package dev.halley.job.append.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.record.StreamEntry;
import dev.halley.job.append.AppendAnswer;
import dev.halley.job.append.AppendEpoch;
import dev.halley.job.append.AppendMessage;
import dev.halley.job.append.AppendMoment;
import dev.halley.job.append.AppendRequest;
import dev.halley.job.append.AppendResult;
import dev.halley.job.append.AppendTarget;
import dev.halley.job.append.AppendTerms;
import dev.halley.job.append.StreamEnd;
import dev.halley.job.append.StreamTip;
import dev.halley.job.record.LogId;
import dev.halley.job.record.Position;
import dev.halley.runtime.streams.Retention;
import dev.halley.runtime.streams.StreamName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class KnownHeadTest {
    private static final String MASTER = "master-1";
    private static final Duration TTL = Duration.ofHours(1);
    private static final String STATE = "1 900 900 50 0:8 0:8 5 0:8=5";

    private final KnownHead head = head(MASTER, STATE).orElseThrow();

    @Test
    void worksOutWhatTheHeadBecomes() {
        AppendRequest request = request(TTL, head);

        KnownAppend append = head.append(request, MASTER).orElseThrow();

        assertThat(append.arguments())
                .startsWith("0:8 5 0:8=5", "77", MASTER, "topic-1/3", "1000", "0:9", "6")
                .contains("0:8 6 0:8=5 0:9=6");
        assertThat(append.head().tip()).isEqualTo(new StreamTip(77, 6));
        AppendAnswer answer = append.head().answer(request);
        assertThat(answer.results())
                .containsExactly(new AppendResult(AppendResult.Kind.APPENDED, 6));
        assertThat(answer.end()).isEqualTo(append.head());
    }

    @Test
    void nothingIsKnownUnderAnotherMasterOrOtherTerms() {
        assertThat(head.append(request(TTL, head), "master-2")).isEmpty();
        assertThat(head.append(request(TTL, head), "")).isEmpty();
        assertThat(head.append(request(TTL.plusSeconds(1), head), MASTER)).isEmpty();
    }

    @Test
    void whatWasNotTheUsualCaseIsNotKnown() {
        assertThat(head(MASTER, "")).isEmpty();
    }

    @Test
    void nothingIsKnownOfAServerWithoutAReplicationId() {
        assertThat(head("", STATE)).isEmpty();
    }

    private static Optional<KnownHead> head(String master, String state) {
        AppendAnswer answer =
                new AppendAnswer(
                        new StreamTip(77, 5),
                        new AppendEpoch(77, false, null),
                        List.of(new AppendResult(AppendResult.Kind.APPENDED, 5)));
        return KnownHead.of(request(TTL, new StreamTip(77, 4)), master, answer, state);
    }

    private static AppendRequest request(Duration ttl, StreamEnd remembered) {
        Retention retention = new Retention(10, ttl, 1_000);
        return new AppendRequest(
                1,
                new AppendTarget("default", StreamName.ofUser("ann")),
                new LogId("halley-push", "topic-1", 3),
                List.of(new AppendMessage(new Position(0, 9), StreamEntry.getDefaultInstance(), 0)),
                new AppendTerms(retention, Duration.ofHours(2), 10),
                new AppendMoment(1_000, Position.NOTHING, remembered, 1, ""));
    }
}
