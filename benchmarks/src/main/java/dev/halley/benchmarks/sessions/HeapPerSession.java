package dev.halley.benchmarks.sessions;

import dev.halley.benchmarks.jvm.ClassHistogram;
import dev.halley.benchmarks.jvm.ClassHistogram.Growth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What sessions hold on the heap of one JVM, each time after a full collection.
 *
 * @param bytes growth of the live heap while they connected, over sessions
 * @param liveBytes the live heap with them
 * @param classes the classes that grew most
 */
public record HeapPerSession(double bytes, long liveBytes, List<ClassShare> classes) {

    private static final int MOST_CLASSES = 20;

    /** A class and its growth, over sessions. */
    public record ClassShare(String name, double instances, double bytes) {}

    /** Copies the list. */
    public HeapPerSession {
        classes = List.copyOf(classes);
    }

    /** Of the JVMs that were seen both times. */
    static Map<String, HeapPerSession> of(
            Map<String, ClassHistogram> before, Map<String, ClassHistogram> with, int sessions) {
        Map<String, HeapPerSession> result = new LinkedHashMap<>();
        with.forEach(
                (name, histogram) -> {
                    ClassHistogram earlier = before.get(name);
                    if (earlier != null) {
                        result.put(name, between(earlier, histogram, sessions));
                    }
                });
        return result;
    }

    private static HeapPerSession between(
            ClassHistogram before, ClassHistogram with, double sessions) {
        return new HeapPerSession(
                (with.totalBytes() - before.totalBytes()) / sessions,
                with.totalBytes(),
                with.growthSince(before, MOST_CLASSES).stream()
                        .map(growth -> share(growth, sessions))
                        .toList());
    }

    private static ClassShare share(Growth growth, double sessions) {
        return new ClassShare(
                growth.name(), growth.instances() / sessions, growth.bytes() / sessions);
    }
}
