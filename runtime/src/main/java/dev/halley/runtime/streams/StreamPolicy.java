package dev.halley.runtime.streams;

import dev.halley.runtime.config.StreamsConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Says which streams there are. Immutable. */
public final class StreamPolicy {
    private final Optional<Retention> users;
    private final Optional<Retention> rooms;
    private final Map<String, Optional<Retention>> roomTypes;
    private final Duration headTtl;

    /**
     * As it is configured.
     *
     * @throws IllegalArgumentException if what a room type keeps cannot be read
     */
    public StreamPolicy(StreamsConfig config) {
        this.users = Retention.of(config.users());
        this.rooms = Retention.of(config.rooms());
        this.headTtl = config.headTtl();
        Map<String, Optional<Retention>> types = new HashMap<>();
        config.roomTypes().forEach((type, text) -> types.put(type, Retention.parse(text)));
        this.roomTypes = Map.copyOf(types);
    }

    /** What the stream keeps; empty: there is no such stream. */
    public Optional<Retention> of(StreamName stream) {
        return switch (stream.kind()) {
            case USER -> users;
            case ROOM -> roomTypes.getOrDefault(stream.roomType(), rooms);
        };
    }

    /** How long a stream's epoch and last offset outlive its last message. */
    public Duration headTtl() {
        return headTtl;
    }
}
