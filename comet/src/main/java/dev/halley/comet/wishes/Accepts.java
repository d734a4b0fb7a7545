package dev.halley.comet.wishes;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Sorted arrays of operations, and the text that clients change them with. */
public final class Accepts {
    private static final int[] NONE = {};

    private Accepts() {}

    /** These operations, sorted. */
    public static int[] of(List<Integer> operations) {
        return sorted(operations.stream().mapToInt(Integer::intValue));
    }

    /** Whether it is one of them; asked for each message. */
    public static boolean contains(int[] accepts, int operation) {
        return accepts.length != 0 && Arrays.binarySearch(accepts, operation) >= 0;
    }

    /** Both together. */
    public static int[] plus(int[] accepts, int[] more) {
        return sorted(IntStream.concat(Arrays.stream(accepts), Arrays.stream(more)));
    }

    /** The first without the second. */
    public static int[] minus(int[] accepts, int[] fewer) {
        int[] sorted = sorted(Arrays.stream(fewer));
        return sorted(Arrays.stream(accepts).filter(operation -> !contains(sorted, operation)));
    }

    /**
     * Reads {@code 1000,1001}; empty when it is not that, in which case goim changes nothing and
     * still replies.
     */
    public static Optional<int[]> parse(ByteBuf text) {
        if (!text.isReadable()) {
            return Optional.of(NONE);
        }
        String[] parts = text.toString(java.nio.charset.StandardCharsets.UTF_8).split(",", -1);
        int[] operations = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            try {
                operations[i] = Integer.parseInt(parts[i]);
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
        return Optional.of(operations);
    }

    private static int[] sorted(IntStream operations) {
        int[] sorted = operations.sorted().distinct().toArray();
        return sorted.length == 0 ? NONE : sorted;
    }
}
