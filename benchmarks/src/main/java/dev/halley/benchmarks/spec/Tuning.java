package dev.halley.benchmarks.spec;

import dev.halley.benchmarks.measure.LoadSide;
import dev.halley.benchmarks.process.FileLimit;

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
 * @param processes that hold the sessions; 1: this one does, with everything else
 */
public record Tuning(
        int dials,
        int callers,
        int loops,
        boolean reconnect,
        int restSeconds,
        boolean insideJvms,
        double mostLateMs,
        int processes) {

    private static final double ANSWER_SECONDS = 0.02;
    private static final int MOST_BY_ITSELF = 64;
    private static final int REST_SECONDS = 30;
    private static final int BROKEN_REST_SECONDS = 5;
    private static final int BROKEN_CALLERS = 16;
    private static final int MOST_PROCESSES = 32;

    /** Checks the ranges. */
    public Tuning {
        Check.range("dial", dials, 1, 1_024);
        Check.range("callers", callers, 0, 512);
        Check.range("loops", loops, 1, 16);
        Check.range("most-late", mostLateMs, 1, 60_000);
        Check.range("processes", processes, 1, MOST_PROCESSES);
    }

    /** With the usual patience for REST and with itself. */
    public Tuning(int dials, int callers, int loops, boolean reconnect) {
        this(dials, callers, loops, reconnect, REST_SECONDS, true, LoadSide.MOST_LATE_MS, 1);
    }

    /** The same, but for how closely it looks. */
    public Tuning looking(boolean intoJvms, double lateMs) {
        return new Tuning(
                dials, callers, loops, reconnect, restSeconds, intoJvms, lateMs, processes);
    }

    /** The same with sessions in so many processes. */
    public Tuning spread(int over) {
        return new Tuning(
                dials, callers, loops, reconnect, restSeconds, insideJvms, mostLateMs, over);
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
                mostLateMs,
                processes);
    }

    /** Connections being made at once by each thread of each process. */
    public int dialsPerLoop() {
        return Math.max(1, dials / (loops * processes));
    }

    /**
     * Fails unless the processes may open a file for each session.
     *
     * @throws IllegalArgumentException naming how many sessions they can hold
     */
    public void checkHolds(int sessions) {
        FileLimit limit = FileLimit.own();
        long most = (long) processes * limit.sessions();
        if (sessions > most) {
            throw new IllegalArgumentException(
                    "sessions: %d (expected: at most %d, with %d load process(es) that may open %d files each)"
                            .formatted(sessions, most, processes, limit.files()));
        }
    }

    /** How many processes hold the sessions, for a title; nothing when it is this one. */
    public String inProcesses() {
        return processes == 1 ? "" : " from %d load processes".formatted(processes);
    }

    /** The callers for a rate. Few callers mean a strict check of order: each has one of its own. */
    public int callersFor(double rate) {
        int enough = (int) Math.ceil(rate * ANSWER_SECONDS);
        return callers > 0 ? callers : Math.max(1, Math.min(MOST_BY_ITSELF, enough));
    }
}
