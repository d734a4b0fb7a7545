package dev.halley.benchmarks.sizing.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.halley.benchmarks.sizing.asked.Crowd;
import dev.halley.benchmarks.sizing.asked.Load;
import dev.halley.benchmarks.sizing.asked.Pushes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class CometTierTest {

    // What docs/operations/sizing.md says of runs whose comet was measured: sessions, members of a
    // room or 0 for pushes to users, rate, CPU of comet per push.
    @ParameterizedTest
    @CsvSource({
        "200, 200, 10, 850.0, 0.7, 0.8",
        "200, 200, 1000, 488.7, 1.2, 1.4",
        "200, 200, 1000, 448.3, 1.3, 1.5",
        "5000, 5000, 200, 3097.5, 1.5, 1.7",
        "5000, 0, 2000, 95.8, 0.99, 1.02",
    })
    void saysOfMeasuredRunsWhatTheyCost(
            double sessions,
            double members,
            double rate,
            double measuredUs,
            double least,
            double most) {
        Load load =
                members == 0 ? Sites.users(sessions, rate) : Sites.rooms(sessions, members, rate);

        double us = new CometTier(load, Sites.of(2, 0, false)).each(1).cores() / rate * 1e6;

        assertThat(us / measuredUs).isBetween(least, most);
    }

    @Test
    void aRoomThatIsPushedToSeldomHasAFrameForEachMessage() {
        CometTier tier = new CometTier(Sites.rooms(5_000, 5_000, 10), Sites.of(2, 0, false));
        assertThat(tier.framesOfMember(5_000)).isEqualTo(10);
    }

    @Test
    void aHotRoomIsMergedAsFarAsTheDutyLetsIt() {
        CometTier tier = new CometTier(Sites.rooms(5_000, 5_000, 1_000), Sites.of(2, 0, false));
        // 2,500 sessions of a loop at 2.72 us are 6.8 ms, and as long is paused.
        assertThat(tier.framesOfMember(5_000)).isCloseTo(1 / 0.0136, within(0.01));
    }

    @Test
    void noMessageWaitsForMoreThanTheLongestWait() {
        CometTier tier = new CometTier(Sites.rooms(500_000, 500_000, 1_000), Sites.of(2, 0, false));
        assertThat(tier.framesOfMember(500_000)).isCloseTo(1 / (0.68 + 0.1), within(0.001));
    }

    @Test
    void mergingSavesFramesAndNoBytesOfMessages() {
        Load load = Sites.rooms(5_000, 5_000, 1_000);
        Use use = new CometTier(load, Sites.of(2, 0, false)).each(1);
        assertThat(use.out()).isGreaterThan(5_000 * 1_000 * (64 + 28.0));
        assertThat(use.cores()).isBetween(1.0, 1.2);
    }

    @Test
    void aRoomOfOneIsOnOneCometAndALargeOneOnAll() {
        assertThat(new Spread(Sites.rooms(100, 1, 1), 50).cometsOfRoom())
                .isCloseTo(1, within(1e-9));
        assertThat(new Spread(Sites.rooms(100_000, 100_000, 1), 50).cometsOfRoom())
                .isCloseTo(50, within(1e-9));
        assertThat(new Spread(Sites.rooms(100, 100, 1), 1).cometsOfRoom()).isEqualTo(1);
    }

    @Test
    void saysThatSessionsAreTheReason() {
        Load idle = new Load(new Crowd(1_000_000, 1, 30, 0, 1), new Pushes(0, 1, 64));
        Tier tier = new CometTier(idle, Sites.usual()).tier();
        assertThat(tier.nodes()).isEqualTo(5);
        assertThat(tier.limit()).isEqualTo("sessions");
    }
}
