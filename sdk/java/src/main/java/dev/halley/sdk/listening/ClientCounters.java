package dev.halley.sdk.listening;

import dev.halley.sdk.ClientStats;
import java.util.concurrent.atomic.LongAdder;

/** The counters behind {@link ClientStats}. */
public final class ClientCounters {

    /** Times it came online. */
    public final LongAdder connects = new LongAdder();

    /** Dials that did not come online. */
    public final LongAdder failedAttempts = new LongAdder();

    /** Online sessions that were lost. */
    public final LongAdder disconnects = new LongAdder();

    /** Messages handed to the listener. */
    public final LongAdder messages = new LongAdder();

    /** Messages that came before. */
    public final LongAdder duplicates = new LongAdder();

    /** Streams recovered. */
    public final LongAdder recoveries = new LongAdder();

    /** Streams not recovered. */
    public final LongAdder notRecovered = new LongAdder();

    /** Gaps of live streams. */
    public final LongAdder gaps = new LongAdder();

    /** Requests without a reply. */
    public final LongAdder requestTimeouts = new LongAdder();

    /** Requests refused on this side. */
    public final LongAdder refusedRequests = new LongAdder();

    /** What the application threw. */
    public final LongAdder listenerErrors = new LongAdder();

    /** Nothing counted yet. */
    public ClientCounters() {}

    /** The counters now. */
    public ClientStats read() {
        return new ClientStats(
                connects.sum(),
                failedAttempts.sum(),
                disconnects.sum(),
                messages.sum(),
                duplicates.sum(),
                recoveries.sum(),
                notRecovered.sum(),
                gaps.sum(),
                requestTimeouts.sum(),
                refusedRequests.sum(),
                listenerErrors.sum());
    }
}
