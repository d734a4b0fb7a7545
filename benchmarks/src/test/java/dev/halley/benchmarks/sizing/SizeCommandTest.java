package dev.halley.benchmarks.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.halley.benchmarks.sizing.plan.Constant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SizeCommandTest {

    @Test
    void refusesWhatIsOutOfRange() {
        Executed executed = Executed.size("--users", "-1");
        assertThat(executed.exitCode()).isEqualTo(2);
        assertThat(executed.err()).startsWith("--users: -1 (expected: 1 to 10000000000)");
        assertThat(executed.out()).isEmpty();
    }

    @Test
    void refusesALoadThatNothingCarries() {
        Executed executed =
                Executed.size(
                        "--users", "1e6", "--rooms", "1", "--rate", "1e9", "--members", "1e5");
        assertThat(executed.exitCode()).isEqualTo(2);
        assertThat(executed.err())
                .startsWith(
                        "load: too much for comet, by cores (expected: what 100000 nodes carry)");
    }

    @Test
    void marksWhatIsNotMeasured() {
        assertThat(Executed.size().out())
                .contains("design figures, not measured yet:")
                .contains("job-comet 50 us")
                .doesNotContain("logic-push 114 us");
        assertThat(Executed.size("--constants").out().lines()).hasSize(Constant.values().length);
    }

    @Test
    void tellsTheSameInOneLineOfJson() throws JsonProcessingException {
        Executed executed = Executed.size("--users", "10000000", "--json");
        assertThat(executed.out().lines()).hasSize(1);
        JsonNode root = new ObjectMapper().readTree(executed.out());
        assertThat(root.at("/load/sessions").asLong()).isEqualTo(1_000_000);
        assertThat(root.at("/comet/nodes").asInt()).isEqualTo(5);
        assertThat(root.at("/comet/limit").asText()).isEqualTo("sessions");
        assertThat(root.at("/kafka/push_partitions").asInt()).isEqualTo(16);
        assertThat(root.at("/redis/head_bytes").asLong()).isEqualTo(440L * 10_010_000);
        assertThat(root.at("/reach/streams").asInt()).isEqualTo(20);
        assertThat(root.at("/constants/job-comet/basis").asText()).isEqualTo("design figure");
        assertThat(root.at("/beyond").isArray()).isTrue();
    }

    @Test
    void withoutRoomsAllPushesGoToUsers() {
        Executed executed = Executed.size("--users", "1000", "--rooms", "0");
        assertThat(executed.exitCode()).isZero();
        assertThat(executed.out()).contains("1/s to users, 0/s to rooms");
    }
}
