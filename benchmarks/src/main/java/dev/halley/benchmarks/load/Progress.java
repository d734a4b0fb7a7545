package dev.halley.benchmarks.load;

import java.util.List;

/**
 * How far the load side is, while it runs.
 *
 * @param deliveries arrivals until now, a little late
 * @param frames WebSocket messages, or reads on TCP
 * @param cuts connections that the server ended until now
 * @param loopCpuNanos CPU of each loop's thread, process by process
 * @param processCpuNanos CPU of each process beside this one that holds sessions, all with as many
 *     loops; empty: this one holds them
 */
public record Progress(
        long deliveries,
        long frames,
        int cuts,
        List<Long> loopCpuNanos,
        List<Long> processCpuNanos) {

    /** Copies the lists. */
    public Progress {
        loopCpuNanos = List.copyOf(loopCpuNanos);
        processCpuNanos = List.copyOf(processCpuNanos);
    }

    /** That of several parts, one behind the other. */
    static Progress sum(List<Progress> parts) {
        return new Progress(
                parts.stream().mapToLong(Progress::deliveries).sum(),
                parts.stream().mapToLong(Progress::frames).sum(),
                parts.stream().mapToInt(Progress::cuts).sum(),
                parts.stream().flatMap(part -> part.loopCpuNanos.stream()).toList(),
                parts.stream().flatMap(part -> part.processCpuNanos.stream()).toList());
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
        return busiest(earlier, 0, loopCpuNanos.size());
    }

    /** Processes beside this one that hold sessions. */
    public int processes() {
        return processCpuNanos.size();
    }

    /** CPU of the busiest loop of one of them, counted from 0, since an earlier moment. */
    public long busiestCpuSince(Progress earlier, int process) {
        int loops = loopCpuNanos.size() / processes();
        return busiest(earlier, process * loops, (process + 1) * loops);
    }

    /** CPU of one of them, counted from 0, since an earlier moment. */
    public long processCpuSince(Progress earlier, int process) {
        return processCpuNanos.get(process) - earlier.processCpuNanos.get(process);
    }

    private long busiest(Progress earlier, int fromLoop, int toLoop) {
        long most = 0;
        for (int loop = fromLoop; loop < toLoop; loop++) {
            most = Math.max(most, cpuSince(earlier, loop));
        }
        return most;
    }

    private long cpuSince(Progress earlier, int loop) {
        return loopCpuNanos.get(loop) - earlier.loopCpuNanos.get(loop);
    }
}
