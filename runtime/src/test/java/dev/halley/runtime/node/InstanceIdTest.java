package dev.halley.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class InstanceIdTest {
    @Test
    void readsBackItsText() {
        InstanceId id = new InstanceId("comet-1", 1_700_000_000_123L);

        assertThat(InstanceId.parse(id.toString())).isEqualTo(id);
        assertThat(id.toString()).matches("comet-1@[0-9a-z]{9}");
    }

    @Test
    void sortsAsTextByStartTime() {
        String early = new InstanceId("a", 35).toString();
        String late = new InstanceId("a", 36).toString();
        String now = new InstanceId("a", 1_700_000_000_000L).toString();

        assertThat(List.of(now, late, early).stream().sorted()).containsExactly(early, late, now);
    }

    @Test
    void takesTheTimeOfItsStart() {
        Clock clock = Clock.fixed(Instant.ofEpochMilli(77), ZoneOffset.UTC);

        assertThat(InstanceId.start("job-1", clock)).isEqualTo(new InstanceId("job-1", 77));
    }

    @Test
    void supersedesOnlyAnEarlierLifeOfTheSameNode() {
        InstanceId old = new InstanceId("comet-1", 10);

        assertThat(new InstanceId("comet-1", 11).supersedes(old)).isTrue();
        assertThat(old.supersedes(old)).isFalse();
        assertThat(new InstanceId("comet-2", 11).supersedes(old)).isFalse();
    }

    @Test
    void refusesNamesThatWouldNotReadBack() {
        for (String name : List.of("", "a@b", "a b", "-a", "a".repeat(65))) {
            assertThatThrownBy(() -> new InstanceId(name, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "name: "
                                    + name
                                    + " (expected: 1 to 64 letters, digits, '.', '-' or '_')");
        }
    }

    @Test
    void refusesTextThatIsNoId() {
        for (String text : List.of("comet-1", "comet-1@12", "comet-1@_________", "@000000001")) {
            assertThatThrownBy(() -> InstanceId.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("(expected: ");
        }
    }
}
