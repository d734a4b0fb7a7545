package dev.halley.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.benchmarks.spec.TimedStep;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultScheduleTest {

    private static final List<String> NODES =
            List.of(
                    "consul-1",
                    "kafka-1",
                    "kafka-2",
                    "kafka-3",
                    "redis-1",
                    "logic-1",
                    "logic-2",
                    "job-1",
                    "job-2",
                    "comet-1",
                    "comet-2");

    @Test
    void theSameSeedGivesTheSameFaultsAndAnotherOneOthers() {
        List<Fault> faults = FaultSchedule.of(7, 600, NODES);
        assertThat(FaultSchedule.of(7, 600, NODES.stream().sorted().toList())).isEqualTo(faults);
        assertThat(FaultSchedule.of(8, 600, NODES)).isNotEqualTo(faults);
        assertThat(faults.size()).isBetween(20, 120);
    }

    @Test
    void someSeedsTogetherHaveEveryKindAndEveryNode() {
        List<Fault> faults =
                LongStream.range(0, 10)
                        .boxed()
                        .flatMap(seed -> FaultSchedule.of(seed, 600, NODES).stream())
                        .toList();
        assertThat(faults).extracting(Fault::kind).contains(FaultKind.values());
        assertThat(faults).extracting(Fault::node).contains(NODES.toArray(String[]::new));
        assertThat(faults)
                .filteredOn(fault -> fault.kind() == FaultKind.DRAIN)
                .allSatisfy(fault -> assertThat(fault.node()).matches("(comet|logic|job)-\\d"));
        assertThat(faults)
                .filteredOn(fault -> fault.kind().network())
                .allSatisfy(fault -> assertThat(fault.node()).startsWith("comet-"));
    }

    @Property
    void atMostTwoAtOnceNeverInOneTierAndAllEndInTime(
            @ForAll long seed, @ForAll @DoubleRange(min = 1, max = 900) double seconds) {
        List<Fault> faults = FaultSchedule.of(seed, seconds, NODES);
        assertThat(faults).isSortedAccordingTo(Comparator.comparingDouble(Fault::atSeconds));
        for (Fault fault : faults) {
            assertThat(fault.endSeconds()).isLessThanOrEqualTo(seconds);
            List<Fault> meanwhile =
                    faults.stream()
                            .filter(other -> !other.equals(fault) && overlap(fault, other))
                            .toList();
            Set<String> tiers =
                    meanwhile.stream()
                            .map(other -> other.node().split("-", 2)[0])
                            .collect(Collectors.toSet());
            assertThat(meanwhile.size()).isLessThanOrEqualTo(1);
            assertThat(tiers).doesNotContain(fault.node().split("-", 2)[0]);
            if (!fault.kind().sharesTime()) {
                assertThat(meanwhile).isEmpty();
            }
        }
    }

    @Test
    void everyFaultThatLastsIsEnded() {
        List<Fault> faults =
                List.of(
                        new Fault(5, 3, FaultKind.KILL, "job-1"),
                        new Fault(6, 1, FaultKind.FREEZE, "comet-1"),
                        new Fault(10, 0, FaultKind.ROLLING, ""),
                        new Fault(12, 1, FaultKind.DRAIN, "job-2"));
        assertThat(FaultSchedule.steps(faults))
                .containsExactly(
                        new TimedStep(5, List.of("kill", "job-1")),
                        new TimedStep(6, List.of("freeze", "comet-1")),
                        new TimedStep(7, List.of("thaw", "comet-1")),
                        new TimedStep(8, List.of("start", "job-1", "--no-wait")),
                        new TimedStep(10, List.of("restart", "--rolling")),
                        new TimedStep(12, List.of("stop", "job-2")),
                        new TimedStep(13, List.of("start", "job-2")));
        assertThat(faults.get(0)).hasToString("5.0 s: kill job-1 for 3.0 s");
    }

    private static boolean overlap(Fault one, Fault other) {
        return one.atSeconds() < other.endSeconds() && other.atSeconds() < one.endSeconds();
    }
}
