package dev.halley.benchmarks.load;

import dev.halley.benchmarks.recovery.RecoveryTotals;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What sessions counted, once they have ended.
 *
 * @param totals what arrived
 * @param interruptions what they went through
 * @param recovery how clients of version 2 fared
 * @param handshakeUs from the dial to the reply to AUTH, of every connection
 * @param hiccupUs how late a thread of each further process woke that only slept, while it was
 *     measured; empty: the sessions were in this one
 */
public record LoadReport(
        LoadTotals totals,
        Interruptions interruptions,
        RecoveryTotals recovery,
        Histogram handshakeUs,
        List<Histogram> hiccupUs) {

    private static final long LONGEST_US = 300_000_000L;
    private static final int DIGITS = 3;

    /** Copies the list. */
    public LoadReport {
        hiccupUs = List.copyOf(hiccupUs);
    }

    /** That of several parts together; at least one. */
    public static LoadReport sum(List<LoadReport> parts) {
        return new LoadReport(
                LoadTotals.sum(parts.stream().map(LoadReport::totals).toList()),
                Interruptions.sum(parts.stream().map(LoadReport::interruptions).toList()),
                parts.stream().map(LoadReport::recovery).reduce(RecoveryTotals::plus).orElseThrow(),
                sumOf(parts.stream().map(LoadReport::handshakeUs).toList()),
                parts.stream().flatMap(part -> part.hiccupUs.stream()).toList());
    }

    /** The same with what the meter of its process saw. */
    public LoadReport with(Histogram lateUs) {
        return new LoadReport(totals, interruptions, recovery, handshakeUs, List.of(lateUs));
    }

    /** All of several histograms of microseconds. */
    static Histogram sumOf(List<Histogram> parts) {
        Histogram sum = new Histogram(LONGEST_US, DIGITS);
        parts.forEach(sum::add);
        return sum;
    }
}
