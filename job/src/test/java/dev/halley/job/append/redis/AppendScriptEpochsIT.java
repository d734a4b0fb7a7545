package dev.halley.job.append.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.record.FormerEpoch;
import dev.halley.job.append.AppendAnswer;
import dev.halley.job.append.AppendResult.Kind;
import dev.halley.job.append.StreamTip;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a stream says of the epochs before its present one. */
class AppendScriptEpochsIT extends AppendScriptCase {
    private static List<FormerEpoch> former(AppendAnswer answer) {
        return answer.epoch().lineage().getFormerList();
    }

    @Test
    void aStreamThatBeginsHasHadNone() {
        AppendAnswer first = append(0);
        AppendAnswer second = append(1);

        assertThat(former(first)).isEmpty();
        assertThat(former(second)).isEmpty();
        assertThat(head()).containsEntry("epochs", Integer.toString(first.epoch().number()));
    }

    @Test
    void anEpochThatIsOverIsNamedWithItsEnd() {
        int over = append(0, 1).epoch().number();
        startAgain();
        AppendAnswer next = append(2);

        assertThat(former(next)).containsExactly(former(over, 2));
        assertThat(former(append(3))).containsExactly(former(over, 2));
    }

    @Test
    void whatWasSeenCountsInThePresentEpoch() {
        int over = append(0, 1).epoch().number();
        startAgain();
        AppendAnswer answer = append(0, 1, 2);

        assertThat(kinds(answer)).containsExactly(Kind.SEEN, Kind.SEEN, Kind.APPENDED);
        assertThat(answer.epoch().number()).isNotEqualTo(over);
        assertThat(former(answer)).containsExactly(former(over, 2));
    }

    @Test
    void aTailThatWasLostIsNotKept() {
        int over = append(0).epoch().number();
        Map<String, byte[]> replica = saved();
        append(1, 2);
        failOver(replica);

        assertThat(former(append(3))).containsExactly(former(over, 1));
    }

    @Test
    void whatIsRememberedAndLostIsGivenAnewInTheNextEpoch() {
        int over = append(0).epoch().number();
        Map<String, byte[]> replica = saved();
        remembered = append(1, 2).tip();
        failOver(replica);

        AppendAnswer next = append(3);
        assertThat(former(next)).containsExactly(former(over, 1));
        assertThat(offsets(next)).containsExactly(2L);
    }

    @Test
    void whatIsRememberedOfAStreamThatIsGoneWasGiven() {
        remembered = append(0, 1).tip();
        redis().flushall();

        assertThat(former(append(2))).containsExactly(former(0, 2));
    }

    @Test
    void theLastFourAreNamed() {
        int first = append(0).epoch().number();
        for (int i = 1; i <= 4; i++) {
            remembered = StreamTip.UNKNOWN;
            startAgain();
            append(i);
        }
        assertThat(former(append(5))).hasSize(4).contains(former(first, 1));
        startAgain();
        assertThat(former(append(6))).hasSize(4).doesNotContain(former(first, 1));
    }
}
