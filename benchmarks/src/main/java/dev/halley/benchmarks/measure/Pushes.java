package dev.halley.benchmarks.measure;

/**
 * The pushes of the measured window.
 *
 * @param accepted answered as accepted
 * @param refused answered as refused; not expected to arrive
 * @param ambiguous broken off or failed on the server; may arrive, and is no loss when it does not
 * @param unsent not sent, because the callers were too far behind
 * @param behind those of the whole run that were due while their caller waited for an answer
 */
public record Pushes(long accepted, long refused, long ambiguous, long unsent, long behind) {}
