package dev.halley.comet.wishes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.comet.wishes.Arrivals.Arrival;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ArrivalsTest {
    private final Arrivals arrivals = new Arrivals();

    @Test
    void staysWhereItIsStillWanted() {
        arrivals.begin("live://1", false);
        assertThat(arrivals.wanted()).containsExactly("live://1");

        assertThat(arrivals.arrived("live://1")).isEqualTo(Arrival.NEW);
        assertThat(arrivals.isEmpty()).isTrue();
    }

    @Test
    void leavesWhereItIsNotWantedAnyMore() {
        arrivals.begin("live://1", false);
        arrivals.begin("live://2", false);

        arrivals.unwanted(List.of("live://1", "live://9"));

        assertThat(arrivals.wanted()).containsExactly("live://2");
        assertThat(arrivals.arrived("live://1")).isEqualTo(Arrival.UNWANTED);
        assertThat(arrivals.arrived("live://2")).isEqualTo(Arrival.NEW);
    }

    @Test
    void theLastOfManyWishesHolds() {
        arrivals.begin("live://1", false);
        arrivals.allUnwanted();
        arrivals.begin("live://1", false);

        assertThat(arrivals.arrived("live://1")).isEqualTo(Arrival.NEW);
        assertThat(arrivals.arrived("live://1")).isEqualTo(Arrival.KNOWN);
    }

    @Test
    void isNewAgainAfterItWasOut() {
        arrivals.begin("live://1", true);
        arrivals.unwanted(List.of("live://1"));
        arrivals.begin("live://1", false);

        assertThat(arrivals.arrived("live://1")).isEqualTo(Arrival.NEW);
        arrivals.unwanted(List.of("live://1"));
        assertThat(arrivals.arrived("live://1")).isEqualTo(Arrival.UNWANTED);
        assertThat(arrivals.isEmpty()).isTrue();
    }

    @Test
    void whoComesBackToARoomIsKnownThere() {
        arrivals.begin("live://1", true);

        assertThat(arrivals.arrived("live://1")).isEqualTo(Arrival.KNOWN);
    }

    @Test
    void nobodyArrivesWhoHasNotSetOut() {
        assertThatThrownBy(() -> arrivals.arrived("live://1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("room: live://1 (expected: one set out for)");
    }
}
