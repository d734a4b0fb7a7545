package dev.halley.comet.json;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Body of the reply to AUTH.
 *
 * @param key of the session
 * @param user whose session it is; may be empty
 * @param heartbeat how often a heartbeat is expected
 * @param server name of this node
 * @param rooms each room that was asked for
 * @param recovered each of the session's streams, and each that was asked for
 * @param read the user's read position; empty when the user has no stream
 */
public record AuthAnswer(
        String key,
        String user,
        Duration heartbeat,
        String server,
        List<RoomAnswer> rooms,
        List<StreamAnswer> recovered,
        Optional<ReadAnswer> read) {
    /**
     * Up to where a user has read.
     *
     * @param offset of the last message read; 0: none
     * @param unread messages behind it
     */
    public record ReadAnswer(long offset, long unread) {}
}
