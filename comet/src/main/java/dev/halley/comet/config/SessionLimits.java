package dev.halley.comet.config;

import dev.halley.wire.FrameLimits;
import java.time.Duration;

/**
 * Bounds that every connection of a node is held to.
 *
 * @param frames largest frames
 * @param handshake before AUTH
 * @param silence time without a frame after which a session is closed
 * @param renewalInterval how often a session's route is renewed
 * @param maxAccepts most operations that one session may accept
 * @param closeTime time a closing connection has to read what is left
 * @param requests what sessions of version 2 may ask for
 */
public record SessionLimits(
        FrameLimits frames,
        HandshakeLimits handshake,
        Duration silence,
        Duration renewalInterval,
        int maxAccepts,
        Duration closeTime,
        RequestLimits requests) {
    /** The limits that the configuration sets. */
    public static SessionLimits of(SessionsConfig config, Duration renewalInterval) {
        return new SessionLimits(
                new FrameLimits(config.maxBodyBytes(), config.maxRequestBytes(), 0),
                new HandshakeLimits(
                        config.maxConnections(),
                        config.maxUnauthenticated(),
                        config.handshakeTime(),
                        config.handshakeFrames(),
                        config.handshakeBytes()),
                config.heartbeatInterval().multipliedBy(config.heartbeatTries()),
                renewalInterval,
                config.maxAccepts(),
                config.closeTime(),
                new RequestLimits(
                        config.heartbeatInterval(),
                        config.maxRooms(),
                        config.historyBurst(),
                        config.historyPerSecond(),
                        config.maxBadRequests()));
    }

    /**
     * Bounds on connections until they are sessions.
     *
     * @param maxConnections most connections of the node
     * @param maxUnauthenticated most of them without AUTH
     * @param time for the AUTH frame
     * @param ignoredFrames frames before AUTH that are ignored
     * @param ignoredBytes bytes of them
     */
    public record HandshakeLimits(
            int maxConnections,
            int maxUnauthenticated,
            Duration time,
            int ignoredFrames,
            int ignoredBytes) {}

    /**
     * What sessions of version 2 are told, and may ask for.
     *
     * @param heartbeat how often a heartbeat is expected
     * @param maxRooms most rooms of a session
     * @param historyBurst requests for history in a row
     * @param historyPerSecond requests for history in a second thereafter
     * @param maxBad malformed requests that are forgiven
     */
    public record RequestLimits(
            Duration heartbeat, int maxRooms, int historyBurst, int historyPerSecond, int maxBad) {
        /** Most streams that one request may name: each room's, and the user's. */
        public int maxStreams() {
            return maxRooms + 1;
        }
    }
}
