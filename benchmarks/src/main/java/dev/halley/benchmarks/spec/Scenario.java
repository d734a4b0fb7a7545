package dev.halley.benchmarks.spec;

/** What is pushed to whom. */
public enum Scenario {
    /** Sessions spread over rooms; each push goes to a room. */
    ROOM,
    /** Every session is a user of its own; each push goes to one user. */
    UNICAST,
    /** One half of the sessions is spread over rooms, each of the others is a user of its own. */
    MIXED,
    /** All sessions in one room, but for some bystanders in a second one. */
    BYSTANDERS;

    /** Sessions in the second room of {@link #BYSTANDERS}. */
    public static final int BYSTANDING = 200;

    /** How many rooms and users there are. */
    int targets(LoadShape shape) {
        return switch (this) {
            case ROOM -> shape.rooms();
            case UNICAST -> shape.sessions();
            case MIXED -> shape.rooms() + shape.sessions() - inRooms(shape);
            case BYSTANDERS -> 2;
        };
    }

    /** The room or user that a session receives for. */
    int target(LoadShape shape, int session) {
        return switch (this) {
            case ROOM -> session % shape.rooms();
            case UNICAST -> session;
            case MIXED ->
                    session < inRooms(shape)
                            ? session % shape.rooms()
                            : shape.rooms() + session - inRooms(shape);
            case BYSTANDERS -> session < shape.sessions() - BYSTANDING ? 0 : 1;
        };
    }

    /** Whether a target is a room, and not a user. */
    boolean isRoom(LoadShape shape, int target) {
        return switch (this) {
            case ROOM, BYSTANDERS -> true;
            case UNICAST -> false;
            case MIXED -> target < shape.rooms();
        };
    }

    private static int inRooms(LoadShape shape) {
        return Math.max(shape.rooms(), shape.sessions() / 2);
    }
}
