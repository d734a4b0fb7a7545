package dev.halley.sdk.events;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The server has let the session in.
 *
 * @param key the session's key
 * @param user whom it belongs to; empty: nobody
 * @param heartbeat how often the server wants to hear of the client
 * @param server the node's name, for logs
 * @param rooms those that were asked for
 * @param streams how each stream of the session stands
 * @param read how far the user has read; empty when users have no streams
 */
public record SessionStart(
        String key,
        String user,
        Duration heartbeat,
        String server,
        List<RoomAnswer> rooms,
        List<StreamAnswer> streams,
        Optional<ReadPosition> read) {

    /** Checks the values and copies the lists. */
    public SessionStart {
        requireNonNull(key, "key");
        requireNonNull(user, "user");
        requireNonNull(heartbeat, "heartbeat");
        requireNonNull(server, "server");
        rooms = List.copyOf(rooms);
        streams = List.copyOf(streams);
        requireNonNull(read, "read");
    }
}
