package dev.halley.comet.session.all;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DrainPaceTest {
    private static final long WINDOW = Duration.ofSeconds(10).toNanos();

    @Test
    void endsTheSameNumberInEveryPartOfTheWindow() {
        int[] histogram = histogram(DrainPace.of(1_000, WINDOW, 0, 2), 20);

        assertThat(histogram).containsOnly(50);
    }

    @Test
    void spreadsAFewSessionsOverTheWholeWindow() {
        int[] histogram = histogram(DrainPace.of(5, WINDOW, 1, 2), 5);

        assertThat(histogram).containsOnly(1);
    }

    @Test
    void loopsEndTheirSessionsBetweenEachOther() {
        DrainPace first = DrainPace.of(10, WINDOW, 0, 2);
        DrainPace second = DrainPace.of(10, WINDOW, 1, 2);
        long quarterOfAStep = WINDOW / 40;

        assertThat(first.due(2 * quarterOfAStep)).isEqualTo(1);
        assertThat(second.due(2 * quarterOfAStep)).isZero();
        assertThat(second.due(4 * quarterOfAStep)).isEqualTo(1);
    }

    @Test
    void endsEverythingAtTheEndOfTheWindowAndAtOnceWithoutOne() {
        assertThat(new DrainPace(7, WINDOW, 0.5).due(WINDOW)).isEqualTo(7);
        assertThat(new DrainPace(7, WINDOW, 0.5).due(0)).isZero();
        assertThat(new DrainPace(7, 0, 0.5).due(0)).isEqualTo(7);
        assertThat(new DrainPace(0, WINDOW, 0.5).due(WINDOW / 2)).isZero();
    }

    private static int[] histogram(DrainPace pace, int parts) {
        int[] histogram = new int[parts];
        int before = 0;
        for (int i = 0; i < parts; i++) {
            int due = pace.due(WINDOW / parts * (i + 1));
            histogram[i] = due - before;
            before = due;
        }
        return histogram;
    }
}
