package dev.halley.benchmarks.sizing;

import dev.halley.benchmarks.sizing.asked.Crowd;
import dev.halley.benchmarks.sizing.asked.Load;
import dev.halley.benchmarks.sizing.asked.Pushes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is to be carried. Ranges are checked where the values are used. */
final class LoadOptions {

    private static final double USUAL_MEMBERS = 100;
    private static final double SESSIONS_PER_PUSH = 100;

    @Option(
            names = "--users",
            defaultValue = "1000000",
            description = "All users, who need not be online (default: ${DEFAULT-VALUE}).")
    private double users;

    @Option(
            names = "--online-share",
            defaultValue = "0.1",
            description = "Part of them that is online when most are (default: ${DEFAULT-VALUE}).")
    private double onlineShare;

    @Option(
            names = "--session-minutes",
            defaultValue = "30",
            description = "How long a connection lasts on average (default: ${DEFAULT-VALUE}).")
    private double sessionMinutes;

    @Option(
            names = "--rooms",
            description = "Rooms (default: so many that each session is in one).")
    private @Nullable Double rooms;

    @Option(
            names = "--members",
            description = "Sessions in each room (default: 100, or all who are online).")
    private @Nullable Double members;

    @Option(
            names = "--rate",
            description =
                    "Pushes per second to users and rooms together (default: one for every 100"
                            + " sessions).")
    private @Nullable Double rate;

    @Option(
            names = "--user-share",
            description =
                    "Part of the pushes that goes to users, each to one who is online; the rest"
                            + " goes to rooms (default: 0.5, or 1 without rooms).")
    private @Nullable Double userShare;

    @Option(
            names = "--payload-bytes",
            defaultValue = "64",
            description = "Bytes of a payload (default: ${DEFAULT-VALUE}).")
    private double payloadBytes;

    Load load() {
        double sessions = users * onlineShare;
        double inRoom = members == null ? Math.min(USUAL_MEMBERS, usual(sessions)) : members;
        Crowd crowd =
                new Crowd(
                        users,
                        onlineShare,
                        sessionMinutes,
                        rooms == null ? usual(sessions / inRoom) : rooms,
                        inRoom);
        Pushes pushes =
                new Pushes(
                        rate == null ? sessions / SESSIONS_PER_PUSH : rate,
                        userShare == null ? (crowd.rooms() == 0 ? 1 : 0.5) : userShare,
                        payloadBytes);
        return new Load(crowd, pushes);
    }

    private static double usual(double value) {
        return Math.max(1, Math.floor(value));
    }
}
