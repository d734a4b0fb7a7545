package dev.halley.benchmarks.process;

import java.util.Map;

/**
 * What is counted for each thread of a process and forgotten when the thread ends.
 *
 * @param byThread the counts of the threads that live, by number of the thread
 */
public record ThreadCounts(Map<Long, Long> byThread) {

    /** Of no thread. */
    public static final ThreadCounts NONE = new ThreadCounts(Map.of());

    /** Copies the map. */
    public ThreadCounts {
        byThread = Map.copyOf(byThread);
    }

    /** What was added since earlier; what threads added that ended in between is left out. */
    public long since(ThreadCounts earlier) {
        long sum = 0;
        for (Map.Entry<Long, Long> thread : byThread.entrySet()) {
            long before = earlier.byThread.getOrDefault(thread.getKey(), 0L);
            long now = thread.getValue();
            // A number that passed to a new thread begins at 0 again.
            sum += now >= before ? now - before : now;
        }
        return sum;
    }
}
