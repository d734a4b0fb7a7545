package dev.halley.benchmarks.row.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.halley.benchmarks.row.table.Measure.Form;
import org.junit.jupiter.api.Test;

class MeasureTest {

    private static final String US = "cpu_us_per_delivery";

    private final JsonNode run =
            json(
                    """
                    {"cpu_us_per_delivery":{"comet-1":0.2,"comet-2":0.3,"job-1":1,"redis":7},\
                    "e2e_ms":{"p50":1.5,"p99":4},"messages_per_frame":3,\
                    "cpu_cores":{"comet":0.5,"kafka":0.25},"load_cores":0.25}""");

    @Test
    void sumsTheProcessesOfTiers() {
        assertThat(Measure.sum(US, "comet").in(run).orElseThrow()).isEqualTo(0.5);
        assertThat(Measure.sum(US, "comet", "job").in(run).orElseThrow()).isEqualTo(1.5);
    }

    @Test
    void isNotToldWithoutATierThatItNeeds() {
        assertThat(Measure.sum(US, "comet", "logic").in(run)).isEmpty();
        assertThat(Measure.sum("live_heap_kb_per_session", "comet").in(run)).isEmpty();
        assertThat(Measure.of("e2e_ms.p999").in(run)).isEmpty();
    }

    @Test
    void aServerOfOneProcessHasThePartsOfAllTiers() {
        JsonNode one = json("{\"cpu_us_per_delivery\":{\"server\":9,\"kafka\":1}}");
        assertThat(Measure.sum(US, "comet").in(one).orElseThrow()).isEqualTo(9);
        assertThat(Measure.sum(US, "comet", "logic", "job").in(one).orElseThrow()).isEqualTo(9);
    }

    @Test
    void theFloorIsAComet() {
        JsonNode floor =
                json(
                        "{\"cpu_us_per_delivery\":{\"floor\":0.4},\"allocated_bytes_per_delivery\":2}");
        assertThat(Measure.sum(US, "comet").in(floor).orElseThrow()).isEqualTo(0.4);
        assertThat(Measure.sum("allocated_bytes_per_delivery", "comet").in(floor).orElseThrow())
                .isEqualTo(2);
    }

    @Test
    void readsAPartOfALatency() {
        assertThat(Measure.of("e2e_ms.p99").in(run).orElseThrow()).isEqualTo(4);
    }

    @Test
    void turnsTheCostOfADeliveryIntoThatOfAFrameOrIntoARate() {
        Measure comet = Measure.sum(US, "comet");
        assertThat(comet.as(Form.PER_FRAME).in(run).orElseThrow()).isCloseTo(1.5, offset(1e-9));
        assertThat(comet.as(Form.PER_SECOND).in(run).orElseThrow()).isEqualTo(2_000_000);
    }

    @Test
    void coresAreAShareOfTheMachine() {
        double processors = Runtime.getRuntime().availableProcessors();
        assertThat(Measure.of("cpu_cores").as(Form.OF_MACHINE).in(run).orElseThrow())
                .isCloseTo(100 / processors, offset(1e-9));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
