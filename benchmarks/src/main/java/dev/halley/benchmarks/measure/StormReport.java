package dev.halley.benchmarks.measure;

/**
 * What came of cutting everybody at once.
 *
 * @param backMs until the last session was online again
 * @param recoveredMs until the last session had everything that it missed
 * @param pages pages of streams read from Redis from the cut to the end; below 0: not known
 * @param tips ends of streams looked up in Redis in that time; below 0: not known
 * @param pagesPerSession pages over the sessions that recovered; below 0: not known
 * @param tipsPerSession ends over the sessions that recovered; below 0: not known
 * @param calmMs live messages of the other room, before the cut
 * @param stormMs those from the cut until everybody had recovered
 */
public record StormReport(
        double backMs,
        double recoveredMs,
        double pages,
        double tips,
        double pagesPerSession,
        double tipsPerSession,
        Percentiles calmMs,
        Percentiles stormMs) {}
