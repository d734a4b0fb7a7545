package dev.halley.benchmarks.row;

import static dev.halley.benchmarks.row.RowFixture.FLOOR;
import static dev.halley.benchmarks.row.RowFixture.GOIM;
import static dev.halley.benchmarks.row.RowFixture.HALLEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.halley.benchmarks.measure.report.Told;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowReportTest {

    private Told told;

    @BeforeEach
    void run() throws Exception {
        RowFixture fixture = new RowFixture();
        for (int turn = 0; turn < 2; turn++) {
            fixture.tells(RowFixture.room(0.66, 80))
                    .tells(RowFixture.goim(0.44))
                    .tells(RowFixture.floor(0.5));
        }
        told = new RowReport(fixture.run(2, HALLEY, GOIM, FLOOR).run()).told();
    }

    @Test
    void printsEveryContestantWithTheRatiosAndTheVerdict() {
        assertThat(told.text().lines())
                .contains("room-200: a room of 5,000 at 200 messages a second")
                .contains("  goim     bench room --b")
                .anyMatch(line -> line.matches(" +halley +goim +ratio +floor +ratio +target"))
                .anyMatch(
                        line ->
                                line.matches(
                                        "CPU of comet per delivery, us +0.660 +0.440 +1.50 +0.500"
                                                + " +1.32  at most 1.2 x floor: missed .*"))
                .anyMatch(line -> line.startsWith("note: goim, turn 2: not a good run"));
        assertThat(told.exitCode()).isEqualTo(1);
    }

    @Test
    void addsAllRatiosToThePeer() {
        assertThat(told.text().lines())
                .contains("B  goim: room: 5000 sessions (medians of 2 runs)")
                .anyMatch(line -> line.matches("cpu_us_per_delivery.comet +0.660 +0.440 +1.50"));
    }

    @Test
    void printsOneLineOfJson() throws Exception {
        assertThat(told.json()).doesNotContain("\n");
        JsonNode json = new ObjectMapper().readTree(told.json());
        JsonNode cpu = json.at("/figures/0");
        assertThat(cpu.path("halley").asDouble()).isEqualTo(0.66);
        assertThat(cpu.path("over_peer").asDouble()).isEqualTo(1.5);
        assertThat(cpu.path("over_floor").asDouble()).isEqualTo(1.32);
        assertThat(cpu.path("limit").asDouble()).isEqualTo(0.6);
        assertThat(cpu.path("verdict").asText()).isEqualTo("missed");
        assertThat(json.path("met").asBoolean()).isFalse();
        assertThat(json.path("good").asBoolean()).isFalse();
        assertThat(json.at("/commands/floor").asText()).isEqualTo("bench floor");
        assertThat(json.at("/compared/figures/e2e_ms.p99/ratio").asDouble()).isEqualTo(0.016);
    }
}
