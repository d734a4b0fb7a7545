package dev.halley.comet.wishes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class AcceptsTest {
    @Test
    void addsAndTakesAway() {
        int[] accepts = Accepts.plus(Accepts.of(List.of(3, 1)), new int[] {2, 3});
        assertThat(accepts).containsExactly(1, 2, 3);
        assertThat(Accepts.minus(accepts, new int[] {3, 1, 9})).containsExactly(2);
        assertThat(Accepts.contains(accepts, 2)).isTrue();
        assertThat(Accepts.contains(accepts, 4)).isFalse();
        assertThat(Accepts.contains(new int[0], 4)).isFalse();
    }

    @Test
    void readsWhatGoimReads() {
        assertThat(parse("1000,1001")).hasValue(new int[] {1000, 1001});
        assertThat(parse("-1")).hasValue(new int[] {-1});
        assertThat(parse("")).hasValue(new int[0]);
        assertThat(parse("1000,")).isEmpty();
        assertThat(parse("1000 1001")).isEmpty();
        assertThat(parse("99999999999")).isEmpty();
    }

    private static Optional<int[]> parse(String text) {
        return Accepts.parse(Unpooled.copiedBuffer(text, UTF_8));
    }
}
