package dev.halley.benchmarks.measure;

/**
 * Something that was done to the server while the run went on.
 *
 * @param what in words
 * @param atSeconds when, after the first push
 * @param tookMs how long the doing took
 * @param exitCode 0: it was done
 * @param recoveryMs until every session with a connection got again what was due, as far as one had
 *     to wait for more than 250 ms; 0: none had to
 */
public record StepReport(
        String what, double atSeconds, double tookMs, int exitCode, double recoveryMs) {}
