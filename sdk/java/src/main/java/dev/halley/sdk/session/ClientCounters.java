package dev.halley.sdk.session;

import dev.halley.sdk.ClientStats;
import java.util.concurrent.atomic.LongAdder;

/** The counters behind {@link ClientStats}. */
final class ClientCounters {

    final LongAdder connects = new LongAdder();
    final LongAdder failedAttempts = new LongAdder();
    final LongAdder disconnects = new LongAdder();
    final LongAdder messages = new LongAdder();
    final LongAdder requestTimeouts = new LongAdder();
    final LongAdder refusedRequests = new LongAdder();
    final LongAdder listenerErrors = new LongAdder();

    ClientStats read() {
        return new ClientStats(
                connects.sum(),
                failedAttempts.sum(),
                disconnects.sum(),
                messages.sum(),
                requestTimeouts.sum(),
                refusedRequests.sum(),
                listenerErrors.sum());
    }
}
