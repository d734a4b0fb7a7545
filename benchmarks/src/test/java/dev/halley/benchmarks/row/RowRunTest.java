package dev.halley.benchmarks.row;

import static dev.halley.benchmarks.row.RowFixture.FLOOR;
import static dev.halley.benchmarks.row.RowFixture.GOIM;
import static dev.halley.benchmarks.row.RowFixture.HALLEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.benchmarks.scenario.BenchException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowRunTest {

    private final RowFixture fixture = new RowFixture();

    @Test
    void eachHasItsTurnAgainAndAgain() throws Exception {
        for (int i = 0; i < 6; i++) {
            fixture.tells(RowFixture.room(0.5, 80));
        }
        RowResult result = fixture.run(2, HALLEY, GOIM, FLOOR).run();
        assertThat(fixture.asked)
                .containsExactly(
                        HALLEY.words(),
                        GOIM.words(),
                        FLOOR.words(),
                        HALLEY.words(),
                        GOIM.words(),
                        FLOOR.words());
        assertThat(result.made()).extracting(RowRun.Made::turn).containsExactly(1, 1, 1, 2, 2, 2);
    }

    @Test
    void aRunThatCannotBeMadeEndsItAndWhatWasMeasuredIsKept() {
        String line = RowFixture.room(0.5, 80);
        fixture.tells(line);
        assertThatThrownBy(() -> fixture.run(2, HALLEY, GOIM).run())
                .isInstanceOf(BenchException.class)
                .hasMessage("the run of goim in turn 1 could not be made");
        assertThat(fixture.kept).containsExactly("halley 1 " + line);
    }

    @Test
    void whatIsNoJsonIsNoRun() {
        fixture.tells("connecting");
        assertThatThrownBy(() -> fixture.run(1, HALLEY).run())
                .hasMessage("the run of halley in turn 1 could not be made");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 21})
    void turnsAreBounded(int turns) {
        assertThatThrownBy(() -> new RowPlan(fixture.row, List.of(HALLEY), turns, List.of()))
                .hasMessage("turns: " + turns + " (expected: 1 to 20)");
    }
}
