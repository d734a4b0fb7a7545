package dev.halley.benchmarks.accept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.benchmarks.accept.Turns.Turn;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TurnsTest {

    private static final long S = 1_000_000_000L;
    private static final OptionalLong ANY = OptionalLong.empty();

    @Test
    void withARateTurnsAreDueAtTheirPlaceWheneverTheyAreTaken() {
        Turns turns = new Turns(100 * S, 1, 2, OptionalDouble.of(2), ANY);
        assertThat(turns.next(100 * S)).isEqualTo(new Turn(0, 100 * S, false));
        assertThat(turns.next(100 * S)).isEqualTo(new Turn(1, 100 * S + S / 2, false));
        assertThat(turns.next(109 * S)).isEqualTo(new Turn(2, 101 * S, true));
        assertThat(turns.next(109 * S).dueNanos()).isEqualTo(101 * S + S / 2);
        turns.next(109 * S);
        assertThat(turns.next(109 * S).dueNanos()).isEqualTo(102 * S + S / 2);
        assertThat(turns.untaken()).isZero();
        assertThat(turns.next(109 * S)).matches(Turn::isOver);
    }

    @Test
    void withoutARateTurnsAreDueWhenTheyAreTakenUntilTheTimeIsOver() {
        Turns turns = new Turns(0, 1, 2, OptionalDouble.empty(), ANY);
        assertThat(turns.next(S - 1)).isEqualTo(new Turn(0, S - 1, false));
        assertThat(turns.next(S)).isEqualTo(new Turn(1, S, true));
        assertThat(turns.next(3 * S - 1).measured()).isTrue();
        assertThat(turns.next(3 * S)).matches(Turn::isOver);
        assertThat(turns.untaken()).isZero();
    }

    @Test
    void endsAfterSoManyMeasuredTurns() {
        Turns turns = new Turns(0, 1, 2, OptionalDouble.empty(), OptionalLong.of(2));
        turns.next(0);
        assertThat(turns.next(S).measured()).isTrue();
        assertThat(turns.next(S).measured()).isTrue();
        assertThat(turns.next(S)).matches(Turn::isOver);
        assertThat(turns.next(S)).matches(Turn::isOver);
    }

    @Test
    void callersThatAreFarBehindGiveUpAndWhatTheyDidNotSendIsCounted() {
        Turns turns = new Turns(0, 1, 2, OptionalDouble.of(10), ANY);
        for (int i = 0; i < 10 + 5; i++) {
            turns.next(3 * S);
        }
        assertThat(turns.next(3 * S + Turns.MOST_BEHIND_NANOS)).matches(Turn::isOver);
        assertThat(turns.untaken()).isEqualTo(15);
    }
}
