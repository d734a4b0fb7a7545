package dev.halley.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.comet.Deliveries;
import dev.halley.api.comet.Delivery;
import dev.halley.api.comet.JobFrame;
import dev.halley.api.schema.DeliverySchema;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.comet.streams.TipBelief;
import dev.halley.simulation.around.Wiring;
import dev.halley.simulation.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule of delivery that is broken on purpose is found. */
@Timeout(300)
class BrokenRulesTest {
    private static final int SEEDS = 5_000;

    /**
     * @param known a seed that found it when this was written, tried first
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenRules")
    void isFound(String rule, long known, Wiring broken) {
        Outcome found = firstViolation(known, broken);

        System.out.println(rule + ": seed " + found.seed() + ": " + found.failure());
        assertThat(found.failure()).as(rule).isNotNull();
    }

    private static Outcome firstViolation(long known, Wiring broken) {
        Simulation simulation = new Simulation(broken, Simulation.STEPS);
        Outcome last = simulation.run(known, false);
        for (long seed = 1; last.failure() == null && seed <= SEEDS; seed++) {
            last = simulation.run(seed, false);
        }
        return last;
    }

    static Stream<Arguments> brokenRules() {
        return Stream.of(
                Arguments.of("marks outlive streams", 1L, new MarksDieWithStreams()),
                Arguments.of("finished means drained", 47L, new FinishedWhenTakenUp()),
                Arguments.of("only what is finished is committed", 1L, new CommitsWhatWasRead()),
                Arguments.of("a first member waits for interest", 26L, new JoinsAtOnce()),
                Arguments.of("after a wipe routes are replayed", 37L, new NoReplay()),
                Arguments.of("a comet that stalls is waited for", 9L, new Impatient()),
                Arguments.of("a full partition is paused", 64L, new NeverPaused()),
                Arguments.of("a stream knows a record sent again", 4L, new AppendsTwice()),
                Arguments.of("epochs follow Redis", 13L, new OneEpoch()),
                Arguments.of("comet judges holes", 4L, new WritesWhatComes()),
                Arguments.of("positions are checked", 64L, new NoChecks()),
                Arguments.of("clients drop what is not higher", 157L, new TakesEverything()),
                Arguments.of("a peer is sent what it knows", 1L, new SaysItIsNewer()),
                Arguments.of("a batch keeps its order", 9L, new BatchesTurnedRound()),
                Arguments.of("pushes wait for who is registered", 1162L, new DropsWhatIsEarly()),
                Arguments.of("epochs that are over are remembered", 67L, new ForgetsEpochs()),
                Arguments.of("an epoch names those before it", 13L, new NamesNoEpochs()),
                Arguments.of("memory proves nothing alone", 50_985L, new ProvesNothing()),
                Arguments.of("routes are looked up after the append", 37L, new RoutesBefore()),
                Arguments.of("word counts in the epoch it was asked in", 416L, new BelievesAll()));
    }

    private static final class MarksDieWithStreams extends Wiring {
        @Override
        public boolean marksOutliveStreams() {
            return false;
        }
    }

    private static final class FinishedWhenTakenUp extends Wiring {
        @Override
        public boolean finishedWhenDrained() {
            return false;
        }
    }

    private static final class CommitsWhatWasRead extends Wiring {
        @Override
        public long committed(long committable, long read) {
            return read;
        }
    }

    private static final class JoinsAtOnce extends Wiring {
        @Override
        public boolean joinsWaitForInterest() {
            return false;
        }
    }

    private static final class NoReplay extends Wiring {
        @Override
        public boolean replaysRoutes() {
            return false;
        }
    }

    private static final class Impatient extends Wiring {
        @Override
        public long stallNanos(long wanted) {
            return 200 * Schedule.MS;
        }
    }

    private static final class NeverPaused extends Wiring {
        @Override
        public boolean pausesWhenFull() {
            return false;
        }
    }

    private static final class AppendsTwice extends Wiring {
        @Override
        public boolean recognisesPositions() {
            return false;
        }
    }

    private static final class OneEpoch extends Wiring {
        @Override
        public boolean epochsFollowRedis() {
            return false;
        }
    }

    private static final class DropsWhatIsEarly extends Wiring {
        @Override
        public boolean expectsSessions() {
            return false;
        }
    }

    private static final class WritesWhatComes extends Wiring {
        @Override
        public boolean judgesHoles() {
            return false;
        }
    }

    private static final class NoChecks extends Wiring {
        @Override
        public boolean checksPositions() {
            return false;
        }
    }

    private static final class SaysItIsNewer extends Wiring {
        @Override
        public int said(int schema) {
            return DeliverySchema.PRESENT;
        }
    }

    private static final class BatchesTurnedRound extends Wiring {
        @Override
        public List<JobFrame> sent(JobFrame frame) {
            if (!frame.hasDeliveries()) {
                return List.of(frame);
            }
            List<Delivery> parts = new ArrayList<>(frame.getDeliveries().getDeliveriesList());
            Collections.reverse(parts);
            return List.of(
                    JobFrame.newBuilder()
                            .setDeliveries(Deliveries.newBuilder().addAllDeliveries(parts))
                            .build());
        }
    }

    private static final class TakesEverything extends Wiring {
        @Override
        public boolean dropsWhatIsNotHigher() {
            return false;
        }
    }

    // With the grace nothing of an epoch that is over comes so late.
    private static final class ForgetsEpochs extends Wiring {
        @Override
        public TipBelief tips() {
            return new TipBelief(Duration.ZERO, Duration.ZERO);
        }

        @Override
        public boolean remembersEpochs() {
            return false;
        }
    }

    private static final class ProvesNothing extends Wiring {
        @Override
        public boolean provesOwnership() {
            return false;
        }
    }

    private static final class RoutesBefore extends Wiring {
        @Override
        public boolean looksUpAfterAppend() {
            return false;
        }
    }

    private static final class NamesNoEpochs extends Wiring {
        @Override
        public boolean namesEpochs() {
            return false;
        }
    }

    private static final class BelievesAll extends Wiring {
        @Override
        public TipBelief tips() {
            return new TipBelief(Duration.ofMillis(200), Duration.ofMillis(200)) {
                @Override
                public boolean isStillShort(StreamPoint now, StreamPoint then, StreamPoint tip) {
                    return now.isShortOf(tip);
                }

                @Override
                public int askedAt(int asked, int now) {
                    return now;
                }
            };
        }
    }
}
