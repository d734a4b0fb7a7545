package dev.halley.job.append.redis;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The replication id that the one server had a moment ago, so that not every append has to ask for
 * it. An id that is out of date by then does no harm to a job that has its partition: what stands
 * on it is only which id the head of a stream keeps that was proved otherwise. It is told anew once
 * a second. Owned by one thread.
 */
final class KnownMaster {
    private static final long MOMENT_NANOS = 1_000_000_000;

    private String id = "";
    private long toldNanos;
    private @Nullable Object line;

    /** The id, or nothing: ask. An id that another line has told is not known. */
    String id(Object now, long nowNanos) {
        boolean known = line == now && nowNanos - toldNanos < MOMENT_NANOS;
        return known ? id : "";
    }

    /** The server behind this line has told it; nothing, if it was not asked. */
    void told(String told, Object by, long nowNanos) {
        if (!told.isEmpty()) {
            id = told;
            line = Objects.requireNonNull(by);
            toldNanos = nowNanos;
        }
    }

    /** Something failed: it may be another server that answers next. */
    void forget() {
        line = null;
    }
}
