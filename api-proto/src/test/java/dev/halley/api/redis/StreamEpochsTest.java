package dev.halley.api.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.record.FormerEpoch;
import dev.halley.api.record.Lineage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class StreamEpochsTest {
    @Test
    void aStreamInItsFirstEpochHasHadNone() {
        assertThat(StreamEpochs.lineage("7", 7)).isEqualTo(Lineage.getDefaultInstance());
    }

    @Test
    void thoseBeforeComeInTheirOrder() {
        Lineage lineage = StreamEpochs.lineage("5:10 0:12 2147483647:14 7", 7);

        assertThat(lineage).isNotNull();
        assertThat(lineage.getFormerList())
                .containsExactly(former(5, 10), former(0, 12), former(Integer.MAX_VALUE, 14));
    }

    @Test
    void aFieldThatIsNotThereOrOfAnEpochThatIsOverSaysNothing() {
        assertThat(StreamEpochs.lineage("", 7)).isNull();
        assertThat(StreamEpochs.lineage("5:10 6", 7)).isNull();
        assertThat(StreamEpochs.lineage("5:10 17", 7)).isNull();
        assertThat(StreamEpochs.lineage("17", 7)).isNull();
    }

    private static FormerEpoch former(int epoch, long last) {
        return FormerEpoch.newBuilder().setEpoch(epoch).setLast(last).build();
    }
}
