package dev.halley.benchmarks.sizing.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.halley.benchmarks.sizing.asked.Crowd;
import dev.halley.benchmarks.sizing.asked.Load;
import dev.halley.benchmarks.sizing.asked.Pushes;
import java.util.Optional;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

/** A larger load never takes less, whatever it is that grows. */
class PlanPropertyTest {

    private static final int TRIES = 300;

    @Property(tries = TRIES)
    void moreUsersNeverTakeLess(
            @ForAll("loads") Load load, @ForAll @DoubleRange(min = 1, max = 20) double factor) {
        neverLess(
                load,
                with(
                        load,
                        crowd ->
                                new Crowd(
                                        crowd.users() * factor,
                                        crowd.onlineShare(),
                                        crowd.sessionMinutes(),
                                        crowd.rooms(),
                                        crowd.members())));
    }

    @Property(tries = TRIES)
    void moreRoomsForMoreUsersNeverTakeLess(
            @ForAll("loads") Load load, @ForAll @DoubleRange(min = 1, max = 20) double factor) {
        neverLess(
                load,
                with(
                        load,
                        crowd ->
                                new Crowd(
                                        crowd.users() * factor,
                                        crowd.onlineShare(),
                                        crowd.sessionMinutes(),
                                        crowd.rooms() * factor,
                                        crowd.members())));
    }

    @Property(tries = TRIES)
    void morePushesNeverTakeLess(
            @ForAll("loads") Load load, @ForAll @DoubleRange(min = 1, max = 20) double factor) {
        Pushes pushes = load.pushes();
        neverLess(
                load,
                new Load(
                        load.crowd(),
                        new Pushes(
                                pushes.rate() * factor,
                                pushes.userShare(),
                                pushes.payloadBytes())));
    }

    @Property(tries = TRIES)
    void largerPayloadsNeverTakeLess(
            @ForAll("loads") Load load, @ForAll @DoubleRange(min = 1, max = 50) double factor) {
        Pushes pushes = load.pushes();
        neverLess(
                load,
                new Load(
                        load.crowd(),
                        new Pushes(
                                pushes.rate(),
                                pushes.userShare(),
                                pushes.payloadBytes() * factor)));
    }

    @Property(tries = TRIES)
    void twiceTheRateIsTwiceTheRecordsTheDiskAndTheDeliveries(@ForAll("loads") Load load) {
        Pushes pushes = load.pushes();
        Load twice =
                new Load(
                        load.crowd(),
                        new Pushes(2 * pushes.rate(), pushes.userShare(), pushes.payloadBytes()));

        Plan once = Plan.of(load, Sites.usual());
        Plan doubled = Plan.of(twice, Sites.usual());

        assertThat(twice.deliveries()).isCloseTo(2 * load.deliveries(), within(1e-3));
        assertThat(doubled.kafka().recordBytes()).isEqualTo(2 * once.kafka().recordBytes());
        assertThat(doubled.kafka().diskBytes()).isEqualTo(2 * once.kafka().diskBytes());
    }

    @Property(tries = TRIES)
    void noNodeIsFilledFurtherThanAllowed(@ForAll("loads") Load load) {
        Plan plan = Plan.of(load, Sites.usual());
        Use full = Capacity.of(Sites.usual()).full();
        for (Tier tier : plan.tiers().subList(0, 4)) {
            assertThat(tier.each().cores()).as(tier.name()).isLessThanOrEqualTo(full.cores());
            assertThat(tier.each().memory()).as(tier.name()).isLessThanOrEqualTo(full.memory());
            assertThat(tier.each().in()).as(tier.name()).isLessThanOrEqualTo(full.in());
            assertThat(tier.each().out()).as(tier.name()).isLessThanOrEqualTo(full.out());
        }
        assertThat(load.sessions() / plan.comets().serving()).isLessThanOrEqualTo(250_000);
    }

    @Provide
    Arbitrary<Load> loads() {
        return Combinators.combine(
                        Arbitraries.doubles().between(3, 7),
                        Arbitraries.doubles().between(0, 2.5),
                        Arbitraries.doubles().between(-1, 4),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(1, 2_000))
                .as(PlanPropertyTest::load);
    }

    // Sizes that are spread over powers of ten; each session is in one room.
    private static Load load(
            double users, double members, double rate, double userShare, int payloadBytes) {
        double all = Math.floor(Math.pow(10, users));
        double inRoom = Math.floor(Math.min(Math.pow(10, members), all / 10));
        return new Load(
                new Crowd(all, 0.1, 30, Math.max(1, Math.floor(all / 10 / inRoom)), inRoom),
                new Pushes(Math.pow(10, rate), userShare, payloadBytes));
    }

    // Empty when no number of nodes carries it, which is more than any.
    private static Optional<Plan> planned(Load load) {
        try {
            return Optional.of(Plan.of(load, Sites.usual()));
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("load: too much for ");
            return Optional.empty();
        }
    }

    private static Load with(Load load, UnaryOperator<Crowd> change) {
        return new Load(change.apply(load.crowd()), load.pushes());
    }

    private static void neverLess(Load small, Load large) {
        Plan less = Plan.of(small, Sites.usual());
        Optional<Plan> planned = planned(large);
        if (planned.isEmpty()) {
            return;
        }
        Plan more = planned.get();
        for (int i = 0; i < less.tiers().size(); i++) {
            assertThat(more.tiers().get(i).nodes())
                    .as(less.tiers().get(i).name())
                    .isGreaterThanOrEqualTo(less.tiers().get(i).nodes());
        }
        assertThat(more.kafka().userPartitions())
                .isGreaterThanOrEqualTo(less.kafka().userPartitions());
        assertThat(more.kafka().diskBytes()).isGreaterThanOrEqualTo(less.kafka().diskBytes());
        assertThat(more.redis().tier().together().memory())
                .isGreaterThanOrEqualTo(less.redis().tier().together().memory() * (1 - 1e-9));
        assertThat(more.redis().commands()).isGreaterThanOrEqualTo(less.redis().commands());
    }
}
