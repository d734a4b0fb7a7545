package dev.halley.benchmarks.spec;

import dev.halley.benchmarks.audit.Stamp;
import dev.halley.benchmarks.client.RunNames;

/**
 * How much of what.
 *
 * @param sessions 1 to 100,000, if there are processes that can hold them
 * @param rooms rooms to spread them over; 1 to sessions; unicast has none
 * @param rate pushes a second, all targets together
 * @param payloadBytes size of every payload
 * @param operation operation of the pushes
 */
public record LoadShape(int sessions, int rooms, double rate, int payloadBytes, int operation) {

    private static final int MOST_PAYLOAD = 65_536;
    private static final int FIRST_OPERATION = 100;

    /** Checks the ranges. */
    public LoadShape {
        Check.range("sessions", sessions, 1, RunNames.MOST_USERS);
        Check.range("rooms", rooms, 1, sessions);
        Check.range("rate", rate, 0.1, 20_000);
        Check.range("payload-bytes", payloadBytes, Stamp.BYTES, MOST_PAYLOAD);
        Check.range("operation", operation, FIRST_OPERATION, Integer.MAX_VALUE);
    }
}
