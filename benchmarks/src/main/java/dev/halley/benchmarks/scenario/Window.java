package dev.halley.benchmarks.scenario;

import dev.halley.benchmarks.rest.Callers;

/**
 * The measured part of a run.
 *
 * @param from its beginning
 * @param to its end, after the last arrival
 * @param dueNanos when its first push was due
 * @param callers who pushed; ended
 */
record Window(Moment from, Moment to, long dueNanos, Callers callers) {}
