package dev.halley.benchmarks.load.spread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.halley.benchmarks.audit.Arrival;
import dev.halley.benchmarks.audit.LostMessage;
import dev.halley.benchmarks.audit.Missing;
import dev.halley.benchmarks.audit.Oddity;
import dev.halley.benchmarks.audit.Stall;
import dev.halley.benchmarks.client.LoadTarget;
import dev.halley.benchmarks.client.Reconnects;
import dev.halley.benchmarks.client.SessionSpec;
import dev.halley.benchmarks.client.Wire;
import dev.halley.benchmarks.load.Interruptions;
import dev.halley.benchmarks.load.LoadReport;
import dev.halley.benchmarks.load.LoadTotals;
import dev.halley.benchmarks.load.Progress;
import dev.halley.benchmarks.load.Standing;
import dev.halley.benchmarks.recovery.Clients;
import dev.halley.benchmarks.recovery.CutKind;
import dev.halley.benchmarks.recovery.CutPlan;
import dev.halley.benchmarks.recovery.RecoveryTotals;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LoadJsonTest {

    @Test
    void anOrderIsReadAsItWasWritten() throws JsonProcessingException {
        CutPlan cuts = new CutPlan(CutKind.RST, Duration.ofSeconds(10), Duration.ofMillis(20), -3);
        LoadOrder order =
                new LoadOrder(
                        List.of(
                                new LoadTarget(
                                        new InetSocketAddress(
                                                InetAddress.getLoopbackAddress(), 3101),
                                        Wire.WEBSOCKET)),
                        Reconnects.standard(),
                        -77,
                        1_000,
                        32,
                        false,
                        new Clients(2, Optional.of(cuts)),
                        2,
                        List.of(new SessionSpec(1, 2, 3, 1L << 40, "key-\"1\n", "bench://1")));
        String line = LoadJson.question(Question.PREPARE, order);
        assertThat(line).doesNotContain("\n");
        assertThat(LoadJson.asked(line).question()).isEqualTo(Question.PREPARE);
        assertThat(LoadJson.asked(line).with(LoadOrder.class)).isEqualTo(order);
    }

    @Test
    void clientsThatNobodyCutsAreReadAsSuch() throws JsonProcessingException {
        String line = LoadJson.answer(Clients.of(1));
        assertThat(LoadJson.answer(LoadJson.read(line), Clients.class)).isEqualTo(Clients.of(1));
    }

    @Test
    void aStandingIsReadAsItWasWritten() throws JsonProcessingException {
        Standing standing =
                new Standing(9, 5, 4, 3, new Progress(7, 6, 2, List.of(1L, 2L), List.of()));
        String line = LoadJson.answer(standing);
        assertThat(LoadJson.answer(LoadJson.read(line), Standing.class)).isEqualTo(standing);
    }

    @Test
    void aReportIsReadAsItWasWritten() throws JsonProcessingException {
        LoadReport report =
                new LoadReport(
                        new LoadTotals(histogram(5, 7_000), 9, 8, 7, 6, 5, 10, 4, 3, 2),
                        new Interruptions(
                                1,
                                histogram(10),
                                Map.of(-4L, 2),
                                99,
                                List.of(new Stall(1, 2)),
                                List.of(new Oddity(Arrival.DUPLICATE, 1, 2, 3, 4, "here"))),
                        new RecoveryTotals(1, 2, 3, 4, 5, 6, 7, 8, 9, histogram(1), histogram()),
                        histogram(300_000_000L),
                        List.of(histogram(2)));
        String line = LoadJson.answer(report);
        assertThat(LoadJson.answer(LoadJson.read(line), LoadReport.class)).isEqualTo(report);
    }

    @Test
    void whatIsMissingIsReadAsItWasWritten() throws JsonProcessingException {
        Missing missing = new Missing();
        missing.addLost(new LostMessage(1, 0, 7, true), true);
        missing.addTold();
        String line = LoadJson.answer(missing.totals());
        assertThat(LoadJson.answer(LoadJson.read(line), Missing.Totals.class))
                .isEqualTo(missing.totals());
    }

    @Test
    void whatFailedIsNoAnswer() throws JsonProcessingException {
        assertThat(LoadJson.failure(LoadJson.read(LoadJson.failed("no file left"))))
                .contains("no file left");
        assertThat(LoadJson.failure(LoadJson.read(LoadJson.answer(null)))).isEmpty();
    }

    @Test
    void whatNobodyAsksIsRefused() {
        assertThatThrownBy(() -> LoadJson.asked("{\"question\":\"WHY\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("WHY");
    }

    private static Histogram histogram(long... values) {
        Histogram histogram = new Histogram(300_000_000L, 3);
        for (long value : values) {
            histogram.recordValue(value);
        }
        return histogram;
    }
}
