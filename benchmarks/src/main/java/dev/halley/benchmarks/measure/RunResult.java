package dev.halley.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of a run.
 *
 * @param title what was run, in one line
 * @param counted what arrived and what did not
 * @param pushes what was pushed
 * @param rates how fast
 * @param e2eMs from due to arrival
 * @param restMs from due to the answer of REST
 * @param costs what the server used
 * @param continuity how it went on over what was done to the server
 * @param recovery how clients of version 2 fared; empty in version 1
 * @param storm what came of cutting everybody at once; empty: nobody was
 * @param loadSide what the harness used
 * @param troubles processes that went away, failures of sessions and of pushes with their number
 */
public record RunResult(
        String title,
        Counted counted,
        Pushes pushes,
        Rates rates,
        Percentiles e2eMs,
        Percentiles restMs,
        Costs costs,
        Continuity continuity,
        Optional<Recovery> recovery,
        Optional<StormReport> storm,
        LoadSide loadSide,
        List<String> troubles) {

    private static final double PERCENT = 100;

    /**
     * How fast it went.
     *
     * @param deliveriesPerSecond measured deliveries over the measured time
     * @param messagesPerFrame messages per WebSocket message; on TCP per read
     * @param frames WebSocket messages, or reads, in the measured window
     * @param framesAre {@code websocket-messages} or {@code reads}
     * @param seconds from the first measured push to the last measured arrival
     */
    public record Rates(
            double deliveriesPerSecond,
            double messagesPerFrame,
            long frames,
            String framesAre,
            double seconds) {}

    /** The same with other costs. */
    public RunResult with(Costs others) {
        return new RunResult(
                title,
                counted,
                pushes,
                rates,
                e2eMs,
                restMs,
                others,
                continuity,
                recovery,
                storm,
                loadSide,
                troubles);
    }

    /** Deliveries that happened, in percent of those that should have, told or not. */
    public double deliveredPercent() {
        long told = recovery.map(Recovery::told).orElse(0L);
        long missed =
                recovery.isPresent()
                        ? 0
                        : continuity.missed().whileAway() + continuity.missed().inFlight();
        double all = counted.expected() + told + missed;
        return all == 0 ? 0 : PERCENT * counted.delivered() / all;
    }

    /** Why the run is not a good one; empty: it is. */
    public List<String> objections() {
        List<String> why = new ArrayList<>(loadSide.saturation());
        if (!counted.clean()) {
            why.add("messages or sessions went wrong");
        }
        if (recovery.isPresent() && recovery.get().holes() > 0) {
            why.add("offsets were passed over without a word");
        }
        if (counted.delivered() == 0) {
            why.add("nothing was delivered");
        }
        if (pushes.refused() + pushes.ambiguous() > 0) {
            why.add("pushes were refused or failed");
        }
        if (pushes.unsent() > 0) {
            why.add("the schedule was not kept: pushes were never sent");
        }
        return List.copyOf(why);
    }

    /**
     * 0: nothing was lost, doubled or reordered, everybody connected and stayed, and the load side
     * was not the limit; else 1. Where sessions were cut, or something was done to the server, what
     * counts is whether all came: a load side that was the limit is then told and no more.
     */
    public int exitCode() {
        boolean right = counted.clean() && counted.delivered() > 0;
        return right && (disturbed() || loadSide.saturation().isEmpty()) ? 0 : 1;
    }

    private boolean disturbed() {
        return storm.isPresent() || continuity.reconnects() > 0 || !continuity.steps().isEmpty();
    }
}
