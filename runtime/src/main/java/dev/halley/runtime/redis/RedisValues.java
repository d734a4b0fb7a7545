package dev.halley.runtime.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;

/** What the strings that are handed over as values stand for. */
public enum RedisValues {
    /** Text, as UTF-8. */
    TEXT,
    /** Bytes, each a character from 0 to 255 (ISO 8859-1). Other characters would be lost. */
    BYTES;

    RedisCodec<String, String> codec() {
        return this == TEXT
                ? StringCodec.UTF8
                : RedisCodec.of(StringCodec.UTF8, new StringCodec(ISO_8859_1));
    }
}
