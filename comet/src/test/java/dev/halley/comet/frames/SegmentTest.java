package dev.halley.comet.frames;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.wire.FrameExtension;
import dev.halley.wire.FrameHeader;
import dev.halley.wire.Operation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SegmentTest {
    private static final Place AT = new Place("room:live://1", 7, 60);

    private final Segment segment =
            new Segment(
                    List.of(message("one", AT), message("two", Place.NONE)),
                    UnpooledByteBufAllocator.DEFAULT);

    @AfterEach
    void release() {
        segment.release();
    }

    @Test
    void framesOfVersion2CarryThePlace() {
        ByteBuf buffer = segment.encoded(Variant.TCP_V2);

        assertThat(FrameHeader.version(buffer, 0)).isEqualTo((short) FrameHeader.VERSION_2);
        assertThat(FrameExtension.read(buffer, 0))
                .isEqualTo(new FrameExtension(9, 60, 7, "room:live://1"));
        assertThat(body(buffer, 0)).isEqualTo("one");
        int second = FrameHeader.packetLength(buffer, 0);
        assertThat(FrameExtension.read(buffer, second)).isEqualTo(new FrameExtension(9, 0, 0, ""));
        assertThat(body(buffer, second)).isEqualTo("two");
        assertThat(buffer.readableBytes())
                .isEqualTo(second + FrameHeader.packetLength(buffer, second));
    }

    @Test
    void severalFramesOfVersion2AreWrappedForWebSocket() {
        ByteBuf buffer = segment.encoded(Variant.WS_V2);
        int wrapper = 2;

        assertThat(FrameHeader.operation(buffer, wrapper)).isEqualTo(Operation.RAW_BATCH);
        assertThat(FrameHeader.version(buffer, wrapper)).isEqualTo((short) FrameHeader.VERSION_2);
        assertThat(FrameHeader.headerLength(buffer, wrapper)).isEqualTo(FrameHeader.LENGTH);
        int first = FrameHeader.bodyIndex(buffer, wrapper);
        assertThat(FrameExtension.read(buffer, first).offset()).isEqualTo(60);
        assertThat(FrameHeader.packetLength(buffer, wrapper))
                .isEqualTo(buffer.readableBytes() - wrapper);
    }

    @Test
    void framesOfVersion1HaveNoPlace() {
        ByteBuf buffer = segment.encoded(Variant.TCP_V1);

        assertThat(FrameHeader.headerLength(buffer, 0)).isEqualTo(FrameHeader.LENGTH);
        assertThat(buffer.readableBytes()).isEqualTo(2 * (FrameHeader.LENGTH + 3));
    }

    @Test
    void everyoneOfAVariantSharesOneBuffer() {
        assertThat(segment.encoded(Variant.TCP_V2)).isSameAs(segment.encoded(Variant.TCP_V2));
        assertThat(segment.encoded(Variant.TCP_V1)).isNotSameAs(segment.encoded(Variant.TCP_V2));
    }

    private static String body(ByteBuf buffer, int frame) {
        return buffer.toString(
                FrameHeader.bodyIndex(buffer, frame), FrameHeader.bodyLength(buffer, frame), UTF_8);
    }

    private static Message message(String payload, Place place) {
        return new Message(1000, payload.getBytes(UTF_8), 9, 0, new StageTimes(1, 2, 3), place);
    }
}
