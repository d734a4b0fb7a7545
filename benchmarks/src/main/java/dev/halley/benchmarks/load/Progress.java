package dev.halley.benchmarks.load;

import java.util.List;

/**
 * How far the load side is, while it runs.
 *
 * @param deliveries arrivals until now, a little late
 * @param frames WebSocket messages, or reads on TCP
 * @param cuts connections that the server ended until now
 * @param loopCpuNanos CPU of each loop's thread
 */
public record Progress(long deliveries, long frames, int cuts, List<Long> loopCpuNanos) {

    /** Copies the list. */
    public Progress {
        loopCpuNanos = List.copyOf(loopCpuNanos);
    }

    /** CPU of all loops since an earlier moment. */
    public long cpuSince(Progress earlier) {
        long sum = 0;
        for (int loop = 0; loop < loopCpuNanos.size(); loop++) {
            sum += cpuSince(earlier, loop);
        }
        return sum;
    }

    /** CPU of the loop that used most since an earlier moment: the first to be the limit. */
    public long busiestCpuSince(Progress earlier) {
        long most = 0;
        for (int loop = 0; loop < loopCpuNanos.size(); loop++) {
            most = Math.max(most, cpuSince(earlier, loop));
        }
        return most;
    }

    private long cpuSince(Progress earlier, int loop) {
        return loopCpuNanos.get(loop) - earlier.loopCpuNanos.get(loop);
    }
}
