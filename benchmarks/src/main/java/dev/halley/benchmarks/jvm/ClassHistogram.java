package dev.halley.benchmarks.jvm;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lives on a heap, by class.
 *
 * @param totalBytes all of it
 * @param byClass by the name of the class, as the JVM writes it
 */
public record ClassHistogram(long totalBytes, Map<String, Live> byClass) {

    private static final Pattern LINE =
            Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)\\s*");

    /** Objects of one class, and their bytes. */
    public record Live(long instances, long bytes) {

        private Live less(Live earlier) {
            return new Live(instances - earlier.instances, bytes - earlier.bytes);
        }
    }

    /** By how much a class grew. */
    public record Growth(String name, long instances, long bytes) {}

    /** Copies the map. */
    public ClassHistogram {
        byClass = Map.copyOf(byClass);
    }

    /**
     * Reads what {@code GC.class_histogram} prints.
     *
     * @throws IllegalArgumentException if there is no total in it
     */
    public static ClassHistogram parse(String text) {
        Map<String, Live> byClass = new HashMap<>();
        long total = -1;
        for (String line : text.split("\n", -1)) {
            Matcher row = LINE.matcher(line);
            Matcher end = TOTAL.matcher(line);
            if (row.matches()) {
                Live live = new Live(Long.parseLong(row.group(1)), Long.parseLong(row.group(2)));
                // Two loaders may have a class of the same name.
                byClass.merge(
                        row.group(3),
                        live,
                        (a, b) -> new Live(a.instances + b.instances, a.bytes + b.bytes));
            } else if (end.matches()) {
                total = Long.parseLong(end.group(1));
            }
        }
        if (total < 0) {
            throw new IllegalArgumentException("histogram: no total in it");
        }
        return new ClassHistogram(total, byClass);
    }

    /** The classes that grew most in bytes since an earlier one, the largest growth first. */
    public List<Growth> growthSince(ClassHistogram earlier, int most) {
        Live none = new Live(0, 0);
        return byClass.entrySet().stream()
                .map(
                        entry -> {
                            Live before = earlier.byClass.getOrDefault(entry.getKey(), none);
                            Live more = entry.getValue().less(before);
                            return new Growth(entry.getKey(), more.instances, more.bytes);
                        })
                .filter(growth -> growth.bytes > 0)
                .sorted(
                        Comparator.comparingLong(Growth::bytes)
                                .reversed()
                                .thenComparing(Growth::name))
                .limit(most)
                .toList();
    }
}
