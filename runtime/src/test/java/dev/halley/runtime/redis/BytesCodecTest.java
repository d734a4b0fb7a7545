package dev.halley.runtime.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BytesCodecTest {
    private static final String NAME = "Zoë 石 \uD83D\uDE00";

    private final BytesCodec codec = new BytesCodec();

    @Test
    void everyByteComesBackAsItWas() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        String text = codec.decodeValue(ByteBuffer.wrap(all));

        assertThat(text).hasSize(256);
        assertThat(codec.encodeValue(text).array()).isEqualTo(all);
        assertThat(written(text)).isEqualTo(all);
    }

    @Test
    void aKeyHasTheBytesThatItsTextHasElsewhere() {
        String key = RedisValues.bytesOf(NAME);

        assertThat(written(key)).isEqualTo(NAME.getBytes(StandardCharsets.UTF_8));
        assertThat(codec.encodeKey(key)).isEqualTo(RedisValues.TEXT.codec().encodeKey(NAME));
        assertThat(RedisValues.bytesOf("plain")).isSameAs(RedisValues.bytesOf("plain"));
    }

    // What is announced must be what is written: Redis reads so many bytes.
    private byte[] written(String text) {
        ByteBuf target = Unpooled.buffer();
        codec.encodeKey(text, target);
        assertThat(codec.isEstimateExact()).isTrue();
        assertThat(codec.estimateSize(text)).isEqualTo(target.readableBytes());
        byte[] written = new byte[target.readableBytes()];
        target.readBytes(written);
        return written;
    }
}
