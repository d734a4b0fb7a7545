package dev.halley.runtime.config;

import dev.halley.runtime.config.schema.Form;
import dev.halley.runtime.config.schema.Range;
import dev.halley.runtime.config.schema.TextForm;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** The recoverable streams of users and rooms: {@code halley.streams}. The same on every node. */
public interface StreamsConfig {
    /** What a user's stream keeps. */
    RetentionConfig users();

    /** What a room's stream keeps, unless its type is named by room-types. */
    RetentionConfig rooms();

    /** By room type what its rooms' streams keep, as messages/time/bytes, or off. */
    @Form(TextForm.RETENTION)
    Map<String, String> roomTypes();

    /** How long the epoch and last offset of a stream are remembered after its last message. */
    @WithDefault("30d")
    @Range(min = "1m", max = "365d")
    Duration headTtl();
}
