package dev.halley.job.append.redis;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class FormerMastersTest {
    @Test
    void takesNothingThatIsNoIdIntoAScript() {
        assertThatThrownBy(() -> new FormerMasters("ab12", List.of("cd34", "' .. x .. '")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: hexadecimal");
    }
}
