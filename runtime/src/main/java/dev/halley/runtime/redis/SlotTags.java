package dev.halley.runtime.redis;

import io.lettuce.core.cluster.SlotHash;
import java.util.List;

/** Hash tags by the slot of a Redis Cluster that they lead to. Immutable, thread-safe. */
final class SlotTags {
    // The shortest number that leads to each slot; finding all takes some hundred thousand hashes.
    private final int[] numbers = new int[SlotHash.SLOT_COUNT];

    SlotTags() {
        int missing = numbers.length;
        for (int number = 1; missing > 0; number++) {
            int slot = SlotHash.getSlot(Integer.toString(number));
            if (numbers[slot] == 0) {
                numbers[slot] = number;
                missing--;
            }
        }
    }

    String ofSlot(int slot) {
        return Integer.toString(numbers[slot]);
    }

    /**
     * A tag of one of these slots. Which one depends on the node, so that slots which move to other
     * nodes one by one seldom change it; and on nothing else, so that every client finds the same.
     */
    String ofMaster(String nodeId, List<Integer> slots) {
        int seed = nodeId.hashCode();
        int chosen = slots.get(0);
        for (int slot : slots) {
            if (rank(seed, slot) < rank(seed, chosen)) {
                chosen = slot;
            }
        }
        return ofSlot(chosen);
    }

    // Spreads neighbouring slots: the finisher of MurmurHash3.
    private static int rank(int seed, int slot) {
        int mixed = seed ^ (slot * 0x9E3779B9);
        mixed = (mixed ^ (mixed >>> 16)) * 0x85EBCA6B;
        mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
        return mixed ^ (mixed >>> 16);
    }
}
