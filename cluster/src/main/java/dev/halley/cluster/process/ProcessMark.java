package dev.halley.cluster.process;

import java.util.Objects;

/**
 * A process that no other one can be taken for, even when its id is given again.
 *
 * @param pid its id
 * @param start when it started, in a form that only comparison makes sense of
 */
public record ProcessMark(long pid, String start) {
    /** Checks the values. */
    public ProcessMark {
        Objects.requireNonNull(start, "start");
        if (pid < 1) {
            throw new IllegalArgumentException("pid: " + pid + " (expected: > 0)");
        }
    }
}
