package dev.halley.runtime.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.ToByteBufEncoder;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/**
 * Strings whose characters are bytes. Their length is known beforehand, so each goes into the buffer
 * of the connection without one in between.
 */
final class BytesCodec implements RedisCodec<String, String>, ToByteBufEncoder<String, String> {
    @Override
    public String decodeKey(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return new String(copy, ISO_8859_1);
    }

    @Override
    public String decodeValue(ByteBuffer bytes) {
        return decodeKey(bytes);
    }

    @Override
    public ByteBuffer encodeKey(String key) {
        return ByteBuffer.wrap(key.getBytes(ISO_8859_1));
    }

    @Override
    public ByteBuffer encodeValue(String value) {
        return encodeKey(value);
    }

    @Override
    public void encodeKey(String key, ByteBuf target) {
        target.writeBytes(key.getBytes(ISO_8859_1));
    }

    @Override
    public void encodeValue(String value, ByteBuf target) {
        encodeKey(value, target);
    }

    @Override
    public int estimateSize(Object keyOrValue) {
        return ((String) keyOrValue).length();
    }

    @Override
    public boolean isEstimateExact() {
        return true;
    }
}
