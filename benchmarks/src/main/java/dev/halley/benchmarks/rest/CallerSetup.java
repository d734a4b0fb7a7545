package dev.halley.benchmarks.rest;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * What all callers of a run share.
 *
 * @param run number of the run, in every stamp
 * @param servers endpoints of REST, on loopback; requests go to them in turn
 * @param retries whether a push that was not accepted is sent again, to the next endpoint
 * @param answerMs how long an answer may take
 * @param plan who pushes what
 * @param timing when
 * @param requests how it looks
 * @param log what became of it
 */
public record CallerSetup(
        int run,
        List<InetSocketAddress> servers,
        boolean retries,
        int answerMs,
        PushPlan plan,
        PushTiming timing,
        PushRequests requests,
        PushLog log) {

    /** Copies the list. */
    public CallerSetup {
        servers = List.copyOf(servers);
    }
}
