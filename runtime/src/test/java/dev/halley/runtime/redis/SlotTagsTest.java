package dev.halley.runtime.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.cluster.SlotHash;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SlotTagsTest {
    private final SlotTags tags = new SlotTags();

    @Test
    void leadsToEverySlot() {
        for (int slot = 0; slot < SlotHash.SLOT_COUNT; slot++) {
            assertThat(SlotHash.getSlot("anything:{" + tags.ofSlot(slot) + "}")).isEqualTo(slot);
        }
    }

    @Test
    void aMasterKeepsItsTagWhileMostOfItsSlotsMoveAway() {
        List<Integer> slots = new ArrayList<>(IntStream.range(0, 5_461).boxed().toList());
        String first = tags.ofMaster("node-1", slots);
        int kept = 0;

        for (int i = 0; i < 1_000; i++) {
            slots.remove(0);
            kept += tags.ofMaster("node-1", slots).equals(first) ? 1 : 0;
        }

        assertThat(kept).isGreaterThan(500);
    }

    @Test
    void ownsTheSlotOfItsTag() {
        String tag = tags.ofMaster("node-2", List.of(16_383));

        assertThat(SlotHash.getSlot(tag)).isEqualTo(16_383);
    }
}
