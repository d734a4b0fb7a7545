package dev.halley.benchmarks.sizing.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.halley.benchmarks.sizing.asked.Crowd;
import dev.halley.benchmarks.sizing.asked.Load;
import dev.halley.benchmarks.sizing.asked.Pushes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PlanTest {

    @Test
    void jobsAreCountedByTheCoresThatOneUses() {
        // 10,000 x 189.5 us are 1.895 cores, and one job gives 2 x 0.6.
        Plan plan = Plan.of(Sites.users(100_000, 10_000), Sites.usual());
        assertThat(plan.jobs().serving()).isEqualTo(2);
        assertThat(plan.jobs().nodes()).isEqualTo(3);
        assertThat(plan.jobs().limit()).isEqualTo("cores");
        assertThat(plan.jobs().together().cores()).isCloseTo(1.895, within(0.001));
    }

    @Test
    void withoutSpareNodesThereAreFewer() {
        Load load = Sites.users(100_000, 10_000);
        Plan with = Plan.of(load, Sites.usual());
        Plan without = Plan.of(load, Sites.of(8, 0, false));
        assertThat(with.comets().nodes()).isEqualTo(without.comets().nodes() + 1);
        assertThat(with.logics().nodes()).isEqualTo(without.logics().nodes() + 1);
    }

    @Test
    void brokersAreAtLeastAsManyAsReplicas() {
        assertThat(Plan.of(Sites.users(10, 1), Sites.usual()).kafka().tier().nodes()).isEqualTo(3);
        assertThat(Plan.of(Sites.users(10, 1), Sites.of(8, 0, false)).kafka().tier().nodes())
                .isEqualTo(3);
    }

    @Test
    void diskIsRecordsTimesReplicasTimesRetention() {
        KafkaTier kafka = Plan.of(Sites.users(1_000, 100), Sites.usual()).kafka();
        assertThat(kafka.recordBytes()).isEqualTo(100 * (64 + 250.0));
        assertThat(kafka.diskBytes()).isEqualTo(31_400 * 3 * 24 * 3_600.0);
        assertThat(kafka.tier().together().in()).isCloseTo(3 * 31_400, within(1e-3));
    }

    @Test
    void partitionsFollowTheRateAndTheJobs() {
        KafkaTier quiet = Plan.of(Sites.users(1_000, 100), Sites.usual()).kafka();
        KafkaTier busy = Plan.of(Sites.users(100_000, 50_000), Sites.usual()).kafka();
        assertThat(quiet.userPartitions()).isEqualTo(12);
        assertThat(busy.userPartitions()).isEqualTo(50);
        assertThat(busy.roomPartitions()).isEqualTo(4 * 9);
    }

    @Test
    void redisHoldsSessionsUsersStreamsAndMessages() {
        Load load = new Load(new Crowd(1_000_000, 0.1, 30, 0, 1), new Pushes(10, 1, 64));
        RedisTier redis = Plan.of(load, Sites.usual()).redis();
        RedisTier small = Plan.of(load, Sites.of(8, 1, true)).redis();
        assertThat(redis.routeBytes()).isEqualTo(100_000 * 539.0 + 1_000_000 * 191.0);
        assertThat(redis.headBytes()).isEqualTo(1_000_000 * 440.0);
        // In an hour 36,000 pushes, each to another user.
        assertThat(redis.logBytes()).isEqualTo(36_000 * (4_380.0 + 64));
        assertThat(small.logBytes()).isEqualTo(36_000 * (768.0 + 64));
        assertThat(redis.tier().nodes()).isEqualTo(2);
        assertThat(redis.tier().spare()).isEqualTo(1);
    }

    @Test
    void redisIsOneMasterOrAClusterOfThree() {
        // 5,000 x 52.8 us are a quarter of a core; 12,000 of them more than one master may use.
        assertThat(Plan.of(Sites.users(10_000, 5_000), Sites.usual()).redis().tier().serving())
                .isEqualTo(1);
        Tier three = Plan.of(Sites.users(10_000, 12_000), Sites.usual()).redis().tier();
        assertThat(three.serving()).isEqualTo(3);
        assertThat(three.nodes()).isEqualTo(6);
        assertThat(three.limit()).isEqualTo("cluster");
    }

    @Test
    void aStreamKeepsNoMoreThanItsSize() {
        // One room, 3,600 pushes an hour, of which a stream keeps 1,000.
        RedisTier redis = Plan.of(Sites.rooms(100, 100, 1), Sites.usual()).redis();
        assertThat(redis.logBytes()).isEqualTo(4_380 + 64 + 999 * (70 + 64.0));
    }

    @Test
    void aLoadThatNoNumberOfNodesCarriesIsRefused() {
        Load load = new Load(new Crowd(1e10, 1, 30, 1e8, 100), new Pushes(1, 0, 64));
        assertThatThrownBy(() -> Plan.of(load, Sites.usual()))
                .hasMessage(
                        "load: too much for logic, by cores (expected: what 100000 nodes carry)");
    }

    @Test
    void saysWhatIsBeyondTheDesign() {
        Reach calm = Plan.of(Sites.users(1_000, 10), Sites.usual()).reach();
        Reach hot = Plan.of(Sites.rooms(100_000, 100_000, 2_000), Sites.usual()).reach();
        assertThat(calm.beyond(10)).isEmpty();
        assertThat(hot.beyond(10))
                .containsExactly(
                        "2,000 pushes per second to one room, in one partition (1,000)",
                        "147 Gbit/s to the members of one room, of one node's (10)");
    }
}
