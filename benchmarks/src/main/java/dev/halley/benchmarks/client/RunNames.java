package dev.halley.benchmarks.client;

/**
 * Names of a run's users, keys and rooms: new for every run, so that no two runs meet.
 *
 * @param run number of the run
 */
public record RunNames(int run) {

    /** Users of a run; one beyond would be another run's. */
    public static final int MOST_USERS = 100_000;

    private static final long FIRST_MID = 1_000_000L;
    private static final int RUNS = 1_000_000;

    /** The user of a session. */
    public long mid(int session) {
        return FIRST_MID + (long) Math.floorMod(run, RUNS) * MOST_USERS + session;
    }

    /** The key of a session. */
    public String key(int session) {
        return "bench-" + run + "-" + session;
    }

    /** The name of a room, without its type. */
    public String room(int room) {
        return Integer.toUnsignedString(run) + "-" + room;
    }

    /** A room as a session names it. */
    public String typedRoom(int room) {
        return "bench://" + room(room);
    }
}
