package dev.halley.benchmarks.load;

import java.util.List;

/**
 * How a pool of sessions stands.
 *
 * @param sessions of the pool
 * @param online those that authenticated at some time
 * @param failed those that never did, and that are given up
 * @param present those that are online now, a little late
 * @param progress what arrived
 */
public record Standing(int sessions, int online, int failed, int present, Progress progress) {

    /** Whether every session is online or has failed. */
    public boolean settled() {
        return online + failed >= sessions;
    }

    /** That of several pools together. */
    public static Standing sum(List<Standing> parts) {
        return new Standing(
                parts.stream().mapToInt(Standing::sessions).sum(),
                parts.stream().mapToInt(Standing::online).sum(),
                parts.stream().mapToInt(Standing::failed).sum(),
                parts.stream().mapToInt(Standing::present).sum(),
                Progress.sum(parts.stream().map(Standing::progress).toList()));
    }
}
