package dev.halley.benchmarks.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.benchmarks.measure.Percentiles;
import dev.halley.benchmarks.measure.report.Told;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class HandshakeResultTest {

    @Test
    void handshakesThatAllSucceededAreGood() {
        Told told = told(0, 0.5);
        assertThat(told.exitCode()).isZero();
        assertThat(told.text())
                .contains("1,000, 0 failed; in 0.50 s: 2,000/s", "comet", "100.0 us CPU")
                .contains("together      130.0 us CPU per handshake")
                .contains("verdict       good");
        assertThat(told.json())
                .contains("\"cpu_us_per_handshake\":{\"comet\":100.0,\"logic\":30.0}")
                .contains("\"cpu_us_per_handshake_of_all\":130.0", "\"handshakes_per_s\":2000.0")
                .contains("\"good\":true");
    }

    @Test
    void oneThatFailedFailsTheRun() {
        Told told = told(1, 0.5);
        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(told.text()).contains("not good: sessions could not connect");
    }

    @Test
    void aSaturatedLoadSideFailsTheRun() {
        Told told = told(0, 0.95);
        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(told.json())
                .contains("\"good\":false")
                .contains("load side saturated: its dialling threads were 95 % busy");
    }

    private static Told told(int failed, double busy) {
        Map<String, Double> cpu = new LinkedHashMap<>();
        cpu.put("comet", 100.0);
        cpu.put("logic", 30.0);
        Percentiles ms = new Percentiles(1, 2, 3, 4);
        Handshakes handshakes = new Handshakes(1_000, failed, 0.5, ms, cpu, busy);
        return new HandshakeResult("t", handshakes, Map.of(), List.of()).told();
    }
}
