package dev.halley.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class FrameDecoderTest {
    private static final String HEARTBEAT = "00000010001000010000000200000003";

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    private final FrameDecoder decoder = new FrameDecoder(FrameLimits.CLIENT_FRAMES);
    private final CollectingSink sink = new CollectingSink();

    @AfterEach
    void holdsNothingInTheEnd() {
        decoder.close();
        assertThat(allocator.metric().usedHeapMemory()).isZero();
        assertThat(allocator.metric().usedDirectMemory()).isZero();
    }

    @Test
    void findsAFrameThatComesByteByByte() {
        for (byte b : ByteBufUtil.decodeHexDump(HEARTBEAT)) {
            decoder.decode(allocator, allocator.buffer().writeByte(b), sink);
        }

        assertThat(sink.found).containsExactly(HEARTBEAT);
        assertThat(decoder.heldBytes()).isZero();
    }

    @Test
    void findsFramesThatComeGlued() {
        feed(HEARTBEAT + HEARTBEAT + HEARTBEAT.substring(0, 10));

        assertThat(sink.found).containsExactly(HEARTBEAT, HEARTBEAT);
        assertThat(decoder.heldBytes()).isEqualTo(5);
    }

    @Test
    void keepsTheRestWhileItsSinkWaits() {
        sink.wait = true;
        feed(HEARTBEAT + HEARTBEAT);
        feed(HEARTBEAT);

        assertThat(sink.found).hasSize(1);
        sink.wait = false;
        decoder.resume(allocator, sink);
        assertThat(sink.found).hasSize(3);
        assertThat(decoder.isWaiting()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffffffff", "80000000", "7fffffff", "00000000", "0000000f", "00001011"})
    void refusesAPacketLengthAsSoonAsItIsThere(String length) {
        assertThatThrownBy(() -> feed(length)).hasMessage(Malformation.PACKET_LENGTH.text());
        assertThat(decoder.heldBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000", "000f", "0011", "ffff", "8010"})
    void refusesAnotherHeaderLength(String length) {
        assertThatThrownBy(() -> feed("00000020" + length + "00010000000200000000"))
                .hasMessage(Malformation.HEADER_LENGTH.text());
    }

    @Test
    void takesTheLargestFrame() {
        ByteBuf frame = ClientBytes.frame(1, Operation.SEND_MESSAGE, 1, new byte[4096]);
        String hex = ByteBufUtil.hexDump(frame);

        decoder.decode(allocator, frame, sink);

        assertThat(sink.found).containsExactly(hex);
    }

    @Test
    void allocatesForWhatCameNotForWhatIsClaimed() {
        feed("00001010001000010000000700000001");

        assertThat(decoder.heldBytes()).isEqualTo(16);
        assertThat(allocator.metric().usedHeapMemory()).isLessThan(256);
    }

    @Test
    void dropsWhatComesAfterAnError() {
        assertThatThrownBy(() -> feed("ffffffff")).isInstanceOf(MalformedFrameException.class);

        feed(HEARTBEAT);

        assertThat(sink.found).isEmpty();
    }

    @Test
    void stopsWhenItsSinkClosesIt() {
        FrameSink closing =
                (buffer, frame) -> {
                    decoder.close();
                    return true;
                };

        decoder.decode(allocator, bytes(HEARTBEAT + HEARTBEAT), closing);

        assertThat(decoder.heldBytes()).isZero();
    }

    @Test
    void boundsBodiesByTheirVersion() {
        FrameDecoder both = new FrameDecoder(new FrameLimits(1, 3, 0));
        String second = "00000013" + "00100002" + "00000007" + "00000001" + "010203";

        both.decode(ByteBufAllocator.DEFAULT, bytes(second), sink);

        assertThat(sink.found).containsExactly(second);
        String first = second.replace("00100002", "00100001");
        assertThatThrownBy(() -> both.decode(ByteBufAllocator.DEFAULT, bytes(first), sink))
                .hasMessage("packet length");
    }

    @Test
    void takesExtensionsWhereTheyAreAllowed() {
        FrameDecoder client = new FrameDecoder(new FrameLimits(1 << 16, FrameExtension.MAX_LENGTH));
        FrameExtension extension = new FrameExtension(1, 2, 3, "room:live://1");
        ByteBuf frame = Unpooled.buffer();
        extension.writeHeader(frame, 1000, 1);
        frame.writeByte(7);

        client.decode(
                ByteBufAllocator.DEFAULT,
                frame,
                (buffer, at) -> {
                    assertThat(FrameExtension.read(buffer, at)).isEqualTo(extension);
                    assertThat(FrameHeader.bodyLength(buffer, at)).isEqualTo(1);
                    sink.found.add("seen");
                    return true;
                });

        assertThat(sink.found).containsExactly("seen");
    }

    private void feed(String hex) {
        decoder.decode(allocator, bytes(hex), sink);
    }

    private ByteBuf bytes(String hex) {
        return allocator.buffer().writeBytes(ByteBufUtil.decodeHexDump(hex));
    }
}
