package dev.halley.benchmarks.spec;

import dev.halley.benchmarks.measure.LoadSide;

/**
 * How the load side works, and how closely it looks.
 *
 * @param dials connections being made at once
 * @param callers connections that push; 0: enough for answers of 20 ms, at most 64
 * @param loops threads that receive
 * @param reconnect whether sessions that were cut come back, and pushes that failed are repeated
 * @param restSeconds how long REST may take to answer
 * @param insideJvms whether the server's JVMs are looked into
 * @param mostLateMs how late its own schedule may be (p99) before it is called saturated
 */
public record Tuning(
        int dials,
        int callers,
        int loops,
        boolean reconnect,
        int restSeconds,
        boolean insideJvms,
        double mostLateMs) {

    private static final double ANSWER_SECONDS = 0.02;
    private static final int MOST_BY_ITSELF = 64;
    private static final int REST_SECONDS = 30;
    private static final int BROKEN_REST_SECONDS = 5;
    private static final int BROKEN_CALLERS = 16;

    /** Checks the ranges. */
    public Tuning {
        Check.range("dial", dials, 1, 1_024);
        Check.range("callers", callers, 0, 512);
        Check.range("loops", loops, 1, 16);
        Check.range("most-late", mostLateMs, 1, 60_000);
    }

    /** With the usual patience for REST and with itself. */
    public Tuning(int dials, int callers, int loops, boolean reconnect) {
        this(dials, callers, loops, reconnect, REST_SECONDS, true, LoadSide.MOST_LATE_MS);
    }

    /** The same, but for how closely it looks. */
    public Tuning looking(boolean intoJvms, double lateMs) {
        return new Tuning(dials, callers, loops, reconnect, restSeconds, intoJvms, lateMs);
    }

    /** For a server of which parts hang: more callers, which give an answer up sooner. */
    public Tuning patientCallers() {
        return new Tuning(
                dials,
                callers > 0 ? callers : BROKEN_CALLERS,
                loops,
                reconnect,
                BROKEN_REST_SECONDS,
                insideJvms,
                mostLateMs);
    }

    /** The callers for a rate. Few callers mean a strict check of order: each has one of its own. */
    public int callersFor(double rate) {
        int enough = (int) Math.ceil(rate * ANSWER_SECONDS);
        return callers > 0 ? callers : Math.max(1, Math.min(MOST_BY_ITSELF, enough));
    }
}
