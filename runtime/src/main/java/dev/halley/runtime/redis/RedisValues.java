package dev.halley.runtime.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;

/** What the strings that are handed over as values stand for. */
public enum RedisValues {
    /** Text, as UTF-8. */
    TEXT,
    /** Bytes, each a character from 0 to 255 (ISO 8859-1). Other characters would be lost. */
    BYTES,
    /** Bytes, and keys are bytes too, as {@link #bytesOf} makes them of text: the cheapest to send. */
    BYTES_WITH_KEYS;

    RedisCodec<String, String> codec() {
        return switch (this) {
            case TEXT -> StringCodec.UTF8;
            case BYTES -> RedisCodec.of(StringCodec.UTF8, new StringCodec(ISO_8859_1));
            case BYTES_WITH_KEYS -> new BytesCodec();
        };
    }

    /** The bytes of a text in UTF-8, each as a character. */
    public static String bytesOf(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return bytes.length == text.length() ? text : new String(bytes, ISO_8859_1);
    }

    /** The text that has these bytes in UTF-8. */
    public static String textOf(String bytes) {
        return new String(bytes.getBytes(ISO_8859_1), UTF_8);
    }
}
