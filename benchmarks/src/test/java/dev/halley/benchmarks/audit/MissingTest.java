package dev.halley.benchmarks.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class MissingTest {
    private static final int MANY = 2 * Missing.MOST_EXAMPLES;

    private final Missing missing = new Missing();

    @Test
    void namesTheFirstAndCountsAll() {
        lose(MANY);

        assertThat(missing.totals().examples())
                .hasSize(Missing.MOST_EXAMPLES)
                .startsWith(lost(0))
                .endsWith(lost(Missing.MOST_EXAMPLES - 1));
        assertThat(missing.totals().lost()).isEqualTo(MANY);
    }

    @Test
    void namesAMessageOnceThatManySessionsDidNotGet() {
        lose(1);
        lose(2);

        assertThat(missing.totals().examples()).containsExactly(lost(0), lost(1));
        assertThat(missing.totals().lost()).isEqualTo(3);
    }

    @Test
    void keepsTheBoundOverWhatIsAdded() {
        lose(MANY);
        Missing sum = new Missing();
        sum.add(missing.totals());
        sum.add(missing.totals());

        assertThat(sum.totals().examples()).hasSize(Missing.MOST_EXAMPLES);
        assertThat(sum.totals().lost()).isEqualTo(2 * MANY);
    }

    private void lose(int messages) {
        IntStream.range(0, messages).forEach(sequence -> missing.addLost(lost(sequence), true));
    }

    private static LostMessage lost(int sequence) {
        return new LostMessage(1, 0, sequence, true);
    }
}
