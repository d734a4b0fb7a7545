package dev.halley.benchmarks.faults;

import java.util.List;
import java.util.Optional;

/** Something that happens to a node, and how it ends. */
public enum FaultKind {
    /** Killed with -9, and started again. */
    KILL("kill", Optional.of("start"), 0.5, 12),
    /** Halted by SIGSTOP, up to a minute. */
    PAUSE("pause", Optional.of("resume"), 1, 60),
    /** Stopped in order, and started again. */
    DRAIN("stop", Optional.of("start"), 0.5, 8),
    /** Every logic, job and comet, one after the other; how long that takes is a guess. */
    ROLLING("restart", Optional.empty(), 75, 90),
    /** The network between clients and a comet carries nothing for a while, and loses nothing. */
    FREEZE("freeze", Optional.of("thaw"), 0.5, 30),
    /** The same, and then its connections are reset. */
    SEVER("freeze", Optional.of("sever"), 0.5, 15);

    private final String begin;
    private final Optional<String> end;
    private final double shortestSeconds;
    private final double longestSeconds;

    FaultKind(String begin, Optional<String> end, double shortestSeconds, double longestSeconds) {
        this.begin = begin;
        this.end = end;
        this.shortestSeconds = shortestSeconds;
        this.longestSeconds = longestSeconds;
    }

    /** Whether it is done by the harness' own network, and not to a process. */
    boolean network() {
        return this == FREEZE || this == SEVER;
    }

    /** Whether other faults may be going on meanwhile; those that take their time are alone. */
    boolean sharesTime() {
        return this != DRAIN && this != ROLLING;
    }

    double shortestSeconds() {
        return shortestSeconds;
    }

    double longestSeconds() {
        return longestSeconds;
    }

    List<String> beginWords(String node) {
        return this == ROLLING ? List.of(begin, "--rolling") : List.of(begin, node);
    }

    /** With another fault going on, nobody waits here until a node is ready. */
    Optional<List<String>> endWords(String node, boolean alone) {
        return end.map(
                word ->
                        word.equals("start") && !alone
                                ? List.of(word, node, "--no-wait")
                                : List.of(word, node));
    }
}
