package dev.halley.benchmarks.load;

import dev.halley.benchmarks.client.LoadTarget;
import java.time.Duration;

/**
 * What all loops of a run share.
 *
 * @param target the server
 * @param run number of the run, in every stamp
 * @param operation of the run's pushes
 * @param dials connections being made at once, per loop
 * @param dialLimit from the dial to the reply to AUTH
 * @param heartbeat between two heartbeats of a session
 */
public record LoopSettings(
        LoadTarget target,
        int run,
        int operation,
        int dials,
        Duration dialLimit,
        Duration heartbeat) {}
