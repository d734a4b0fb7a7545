package dev.halley.benchmarks.audit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What went wrong, in words, and how often; at most so many kinds. Any thread may call. */
public final class Troubles {

    private static final int MOST_KINDS = 12;

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    /** Nothing went wrong yet. */
    public Troubles() {}

    /** Counts one; a kind beyond the bound is left out. */
    public void note(String what) {
        if (counts.containsKey(what) || counts.size() < MOST_KINDS) {
            counts.computeIfAbsent(what, kind -> new LongAdder()).increment();
        }
    }

    /** {@code 3 x closed by the server}, the most frequent first. */
    public List<String> inWords() {
        return counts.entrySet().stream()
                .sorted((a, b) -> Long.compare(b.getValue().sum(), a.getValue().sum()))
                .map(entry -> entry.getValue().sum() + " x " + entry.getKey())
                .toList();
    }
}
