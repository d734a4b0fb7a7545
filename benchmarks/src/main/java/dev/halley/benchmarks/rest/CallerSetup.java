package dev.halley.benchmarks.rest;

import java.net.InetSocketAddress;

/**
 * What all callers of a run share.
 *
 * @param run number of the run, in every stamp
 * @param server REST, on loopback
 * @param plan who pushes what
 * @param timing when
 * @param requests how it looks
 * @param log what became of it
 */
public record CallerSetup(
        int run,
        InetSocketAddress server,
        PushPlan plan,
        PushTiming timing,
        PushRequests requests,
        PushLog log) {}
