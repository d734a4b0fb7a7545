package dev.halley.benchmarks.row;

import static dev.halley.benchmarks.row.RowFixture.FLOOR;
import static dev.halley.benchmarks.row.RowFixture.GOIM;
import static dev.halley.benchmarks.row.RowFixture.HALLEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.halley.benchmarks.row.RowResult.Judged;
import dev.halley.benchmarks.row.RowResult.Verdict;
import org.junit.jupiter.api.Test;

class RowResultTest {

    private static final String CPU = "CPU of comet per delivery";

    private final RowFixture fixture = new RowFixture();

    @Test
    void mediansOfTheTurnsAreSetAgainstEachOther() throws Exception {
        fixture.tells(RowFixture.room(0.5, 80))
                .tells(RowFixture.floor(0.5))
                .tells(RowFixture.room(0.7, 90))
                .tells(RowFixture.floor(0.7));
        RowResult result = fixture.run(2, HALLEY, FLOOR).run();
        Judged cpu = judged(result, CPU);
        assertThat(cpu.halley().orElseThrow()).isCloseTo(0.6, offset(1e-9));
        assertThat(cpu.overFloor().orElseThrow()).isCloseTo(1, offset(1e-9));
        assertThat(cpu.limit().orElseThrow()).isCloseTo(0.72, offset(1e-9));
        assertThat(cpu.verdict()).isEqualTo(Verdict.MET);
        assertThat(judged(result, "messages per read").overFloor()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.notes()).isEmpty();
    }

    @Test
    void aTargetThatIsMissedFailsTheRow() throws Exception {
        fixture.tells(RowFixture.room(0.61, 80)).tells(RowFixture.floor(0.5));
        RowResult result = fixture.run(1, HALLEY, FLOOR).run();
        assertThat(judged(result, CPU).verdict()).isEqualTo(Verdict.MISSED);
        assertThat(judged(result, "end to end p99").verdict()).isEqualTo(Verdict.MET);
        assertThat(judged(result, "messages per read").verdict()).isEqualTo(Verdict.NO_TARGET);
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void whatWasNotMeasuredIsNotMet() throws Exception {
        fixture.tells(RowFixture.room(0.5, 80).replace("allocated_bytes", "other_bytes"))
                .tells(RowFixture.floor(0.5));
        RowResult result = fixture.run(1, HALLEY, FLOOR).run();
        assertThat(judged(result, "allocated by comet per delivery").verdict())
                .isEqualTo(Verdict.NOT_MEASURED);
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void aRunThatWasNotGoodIsNamedAndFailsTheRow() throws Exception {
        fixture.tells(RowFixture.room(0.5, 80))
                .tells(RowFixture.goim(0.4))
                .tells(RowFixture.floor(0.5));
        RowResult result = fixture.run(1, HALLEY, GOIM, FLOOR).run();
        assertThat(result.met()).isTrue();
        assertThat(result.notes())
                .containsExactly("goim, turn 1: not a good run: messages or sessions went wrong");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(judged(result, CPU).overPeer().orElseThrow()).isCloseTo(1.25, offset(1e-9));
    }

    @Test
    void aBackgroundThatWasNotGoodCountsToo() throws Exception {
        String line =
                RowFixture.room(0.5, 80)
                        .replaceFirst("}$", ",\"background\":{\"good\":false,\"objections\":[]}}");
        fixture.tells(line);
        assertThat(fixture.run(1, HALLEY).run().notes())
                .containsExactly("halley, turn 1: not a good run: background: by its own verdict");
    }

    private static Judged judged(RowResult result, String name) {
        return result.judged().stream()
                .filter(each -> each.figure().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
