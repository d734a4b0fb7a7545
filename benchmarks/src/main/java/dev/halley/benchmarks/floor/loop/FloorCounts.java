package dev.halley.benchmarks.floor.loop;

import java.util.StringJoiner;

/**
 * What the floor has done since its start, but for ages, which are those of the messages written
 * since it was last asked. Travels as one line.
 *
 * @param connections open now
 * @param drains walks over the connections
 * @param writes buffers handed to a connection
 * @param deliveries messages in them
 * @param skipped messages that a connection was not given, because it could take no more
 * @param cpuNanos CPU of the loop's thread
 * @param allocatedBytes allocated on the heap by the loop's thread
 * @param ages how old messages were at the end of the drain that wrote them
 */
public record FloorCounts(
        int connections,
        long drains,
        long writes,
        long deliveries,
        long skipped,
        long cpuNanos,
        long allocatedBytes,
        Ages ages) {

    private static final String WORD = "counts";
    private static final int FIELDS = 13;

    /**
     * Microseconds from due to the end of the drain.
     *
     * @param mean of all
     * @param p50 half are at most this
     * @param p99 all but one in a hundred
     * @param p999 all but one in a thousand
     * @param max the oldest
     */
    public record Ages(long mean, long p50, long p99, long p999, long max) {}

    String line() {
        StringJoiner line = new StringJoiner(" ").add(WORD);
        long[] values = {
            connections,
            drains,
            writes,
            deliveries,
            skipped,
            cpuNanos,
            allocatedBytes,
            ages.mean,
            ages.p50,
            ages.p99,
            ages.p999,
            ages.max
        };
        for (long value : values) {
            line.add(Long.toString(value));
        }
        return line.toString();
    }

    /**
     * Reads a line of the floor.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static FloorCounts parse(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != FIELDS || !words[0].equals(WORD)) {
            throw new IllegalArgumentException("floor: " + line + " (expected: counts)");
        }
        long[] values = new long[FIELDS];
        for (int i = 1; i < FIELDS; i++) {
            values[i] = Long.parseLong(words[i]);
        }
        return new FloorCounts(
                (int) values[1],
                values[2],
                values[3],
                values[4],
                values[5],
                values[6],
                values[7],
                new Ages(values[8], values[9], values[10], values[11], values[12]));
    }
}
