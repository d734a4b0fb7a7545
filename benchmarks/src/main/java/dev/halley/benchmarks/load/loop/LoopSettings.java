package dev.halley.benchmarks.load.loop;

import dev.halley.benchmarks.client.Comets;
import dev.halley.benchmarks.client.Reconnects;
import dev.halley.benchmarks.recovery.Clients;
import java.time.Duration;

/**
 * What all loops of a run share.
 *
 * @param comets where sessions connect
 * @param reconnects what a session does that was cut
 * @param run number of the run, in every stamp
 * @param operation of the run's pushes
 * @param dials first connections being made at once, per loop
 * @param leaves whether a session ends itself as soon as it is online
 * @param clients which protocol sessions speak, and when they are cut
 * @param traced target whose latencies are kept with their time; below 0: none
 */
public record LoopSettings(
        Comets comets,
        Reconnects reconnects,
        int run,
        int operation,
        int dials,
        boolean leaves,
        Clients clients,
        int traced) {

    /** From the dial to the reply to AUTH. */
    static final Duration DIAL_LIMIT = Duration.ofSeconds(20);

    /** Between two heartbeats of a session. */
    static final Duration HEARTBEAT = Duration.ofSeconds(60);
}
