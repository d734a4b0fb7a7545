package dev.halley.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoopbackPortTest {
    @Test
    void isGivenOnceThoughNobodyHasTakenItYet() {
        assertThat(IntStream.range(0, 500).map(i -> LoopbackPort.free())).doesNotHaveDuplicates();
    }
}
