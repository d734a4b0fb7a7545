package dev.halley.runtime.discovery.consul;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class WatchIndexTest {
    private final WatchIndex index = new WatchIndex();

    @Test
    void asksForThePresentStateFirst() {
        assertThat(index.next()).isZero();
    }

    @Test
    void waitsForAChangeOfWhatItHas() {
        index.answered(BigInteger.valueOf(7));

        assertThat(index.next()).isEqualTo(7);
    }

    @Test
    void startsOverWhenTheIndexGoesBackwards() {
        index.answered(BigInteger.valueOf(7));
        index.answered(BigInteger.valueOf(3));

        assertThat(index.next()).isZero();
    }

    @Test
    void neverWaitsWithZeroForWhatWasAnswered() {
        index.answered(BigInteger.ZERO);

        assertThat(index.next()).isOne();
    }

    @Test
    void startsOverWhenToldTo() {
        index.answered(BigInteger.valueOf(7));
        index.reset();

        assertThat(index.next()).isZero();
    }
}
