package dev.halley.benchmarks.sizing.asked;

/**
 * Who is there. A user with two devices online counts as two.
 *
 * @param users all who ever connect within the life of a stream's head, 1 to 10,000,000,000
 * @param onlineShare part of them that is connected at the busiest time, 0.001 to 1
 * @param sessionMinutes how long a connection lasts on average, 0.1 to 100,000
 * @param rooms rooms with members, 0 to 10,000,000,000
 * @param members sessions in each room, 1 to as many as are online
 */
public record Crowd(
        double users, double onlineShare, double sessionMinutes, double rooms, double members) {

    private static final double MOST = 1e10;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException for a value outside of its range
     */
    public Crowd {
        Range.check("users", users, 1, MOST);
        Range.check("online-share", onlineShare, 0.001, 1);
        Range.check("session-minutes", sessionMinutes, 0.1, 100_000);
        Range.check("rooms", rooms, 0, MOST);
        Range.check("members", members, 1, Math.max(1, Math.floor(users * onlineShare)));
    }

    /** Sessions at the busiest time, at least one. */
    public double sessions() {
        return Math.max(1, users * onlineShare);
    }
}
