package dev.halley.benchmarks.sizing.asked;

import static java.util.Objects.requireNonNull;

/**
 * A load, and what follows from it alone. Rates are per second.
 *
 * @param crowd who is there
 * @param pushes what is pushed
 */
public record Load(Crowd crowd, Pushes pushes) {

    private static final double SECONDS_PER_MINUTE = 60;

    /** Default of {@code halley.comet.sessions.max-rooms}. */
    private static final double ROOMS_OF_SESSION = 100;

    /**
     * Checks that the two fit.
     *
     * @throws IllegalArgumentException if pushes go to rooms and there are none, or if sessions
     *     would be in more rooms than they may be
     */
    public Load {
        requireNonNull(crowd, "crowd");
        requireNonNull(pushes, "pushes");
        if (crowd.rooms() == 0 && pushes.rate() > 0 && pushes.userShare() < 1) {
            throw new IllegalArgumentException(
                    "user-share: "
                            + pushes.userShare()
                            + " (expected: 1, as there are no rooms to push to)");
        }
        if (crowd.rooms() * crowd.members() > ROOMS_OF_SESSION * crowd.sessions()) {
            throw new IllegalArgumentException(
                    "rooms: %.0f (expected: at most %.0f, as a session may be in 100)"
                            .formatted(
                                    crowd.rooms(),
                                    ROOMS_OF_SESSION * crowd.sessions() / crowd.members()));
        }
    }

    /** Sessions that are connected. */
    public double sessions() {
        return crowd.sessions();
    }

    /** Sessions that begin; as many end. */
    public double connects() {
        return sessions() / (crowd.sessionMinutes() * SECONDS_PER_MINUTE);
    }

    /** Rooms that a session is in, on average. */
    public double roomsOfSession() {
        return crowd.rooms() * crowd.members() / sessions();
    }

    /** Pushes to users. */
    public double userPushes() {
        return pushes.rate() * pushes.userShare();
    }

    /** Pushes to rooms, all together. */
    public double roomPushes() {
        return pushes.rate() - userPushes();
    }

    /** Pushes to each room. */
    public double pushesOfRoom() {
        return crowd.rooms() == 0 ? 0 : roomPushes() / crowd.rooms();
    }

    /** Messages to sessions. */
    public double deliveries() {
        return userPushes() + roomPushes() * crowd.members();
    }
}
