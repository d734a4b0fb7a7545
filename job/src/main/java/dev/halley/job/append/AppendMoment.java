package dev.halley.job.append;

import dev.halley.job.record.Position;

/**
 * What holds when a request is sent; another attempt at the same request gets another one.
 *
 * @param nowMs milliseconds since 1970
 * @param committed Kafka will not send again what stands before it
 * @param remembered where the stream ended when this job appended to it last, as it was answered then
 * @param freshEpoch the epoch to begin, should a new one be needed; above 0, random
 * @param provedUnder the replication ids of Redis' masters that were known when a commit showed that
 *     the partition is still this job's, separated by spaces; empty: none did
 */
public record AppendMoment(
        long nowMs, Position committed, StreamEnd remembered, int freshEpoch, String provedUnder) {}
