package dev.halley.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class WebSocketDecoderTest {
    private static final String HEARTBEAT = "00000010001000010000000200000003";

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    private final WebSocketDecoder decoder = new WebSocketDecoder(FrameLimits.CLIENT_FRAMES);
    private final CollectingSink sink = new CollectingSink();

    @AfterEach
    void holdsNothingInTheEnd() {
        decoder.close();
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @Test
    void findsAMaskedMessageThatComesByteByByte() {
        ByteBuf message = ClientBytes.masked(0x82, 0x12345678, hex(HEARTBEAT));
        while (message.isReadable()) {
            decoder.decode(allocator, allocator.buffer().writeByte(message.readByte()), sink);
        }

        assertThat(sink.found).containsExactly(HEARTBEAT);
    }

    @Test
    void findsAMessageOf16BitLength() {
        ByteBuf frame = ClientBytes.frame(1, 4, 9, new byte[1001]);
        String expected = ByteBufUtil.hexDump(frame);

        decoder.decode(allocator, ClientBytes.masked(0x82, 0xCAFEBABE, frame), sink);

        assertThat(sink.found).containsExactly(expected);
    }

    @Test
    void findsTextWhereTextIsSpoken() {
        WebSocketDecoder text = WebSocketDecoder.ofText(5);

        text.decode(allocator, ClientBytes.masked(0x81, 0xCAFEBABE, hex("68656c6c6f")), sink);
        text.decode(allocator, ClientBytes.masked(0x89, 7, hex("01")), sink);

        assertThat(sink.found).containsExactly("1:68656c6c6f", "9:01");
        assertThatThrownBy(
                        () ->
                                text.decode(
                                        allocator,
                                        ClientBytes.masked(0x81, 0, hex("68656c6c6f21")),
                                        sink))
                .hasMessage("websocket length");
    }

    @Test
    void takesNoBytesWhereTextIsSpoken() {
        WebSocketDecoder text = WebSocketDecoder.ofText(100);

        assertThatThrownBy(
                        () ->
                                text.decode(
                                        allocator,
                                        ClientBytes.masked(0x82, 0, hex(HEARTBEAT)),
                                        sink))
                .hasMessage("websocket binary message");
    }

    @Test
    void findsControlFramesBetweenMessages() {
        ByteBuf glued =
                Unpooled.buffer()
                        .writeBytes(ClientBytes.masked(0x89, 7, hex("0102")))
                        .writeBytes(ClientBytes.masked(0x82, 0, hex(HEARTBEAT)))
                        .writeBytes(ClientBytes.masked(0x88, 7, hex("03e8")));

        decoder.decode(allocator, glued, sink);

        assertThat(sink.found).containsExactly("9:0102", HEARTBEAT, "8:03e8");
    }

    @Test
    void refusesWhatItDoesNotTake() {
        refuses("81", Malformation.WEBSOCKET_TEXT);
        refuses("02", Malformation.WEBSOCKET_FRAGMENT);
        refuses("80", Malformation.WEBSOCKET_FRAGMENT);
        refuses("83", Malformation.WEBSOCKET_OPCODE);
        refuses("c2", Malformation.WEBSOCKET_OPCODE);
        refuses("8210", Malformation.WEBSOCKET_UNMASKED);
        refuses("82fe1011", Malformation.WEBSOCKET_LENGTH);
        refuses("82ff7fffffffffffffff", Malformation.WEBSOCKET_LENGTH);
        refuses("82ffffffffffffffffff", Malformation.WEBSOCKET_LENGTH);
        refuses("89fe0100", Malformation.WEBSOCKET_LENGTH);
    }

    @Test
    void refusesAMessageThatIsNotOneFrame() {
        refuses(masked("0102"), Malformation.WEBSOCKET_NOT_ONE_FRAME);
        refuses(masked(HEARTBEAT + "00"), Malformation.WEBSOCKET_NOT_ONE_FRAME);
        refuses(masked("00000020001000010000000200000003"), Malformation.WEBSOCKET_NOT_ONE_FRAME);
        refuses(masked("ffffffff001000010000000200000003"), Malformation.PACKET_LENGTH);
        refuses(masked("00000010001100010000000200000003"), Malformation.HEADER_LENGTH);
    }

    @Test
    void keepsTheRestWhileItsSinkWaits() {
        sink.wait = true;
        String message = masked(HEARTBEAT);

        decoder.decode(allocator, hex(message + message), sink);

        assertThat(sink.found).hasSize(1);
        sink.wait = false;
        decoder.resume(allocator, sink);
        assertThat(sink.found).containsExactly(HEARTBEAT, HEARTBEAT);
    }

    @Test
    void writesHeadersOfEveryLength() {
        ByteBuf out = Unpooled.buffer();
        WebSocketFrames.writeBinaryHeader(out, 125);
        WebSocketFrames.writeBinaryHeader(out, 126);
        WebSocketFrames.writeBinaryHeader(out, 0x10000);

        assertThat(ByteBufUtil.hexDump(out))
                .isEqualTo("827d" + "827e007e" + "827f0000000000010000");
        assertThat(WebSocketFrames.headerLength(125)).isEqualTo(2);
        assertThat(WebSocketFrames.headerLength(0xFFFF)).isEqualTo(4);
        assertThat(WebSocketFrames.headerLength(0x10000)).isEqualTo(10);
    }

    @Test
    void writesCloseAndPong() {
        ByteBuf out = Unpooled.buffer();
        WebSocketFrames.writeClose(out, 4005, "replaced");
        WebSocketFrames.writePong(out, hex("0102"), 1, 1);

        assertThat(ByteBufUtil.hexDump(out)).isEqualTo("880a0fa57265706c61636564" + "8a0102");
        assertThatThrownBy(() -> WebSocketFrames.writeClose(out, 4005, "x".repeat(124)))
                .hasMessage("text: 124 bytes (expected: at most 123 bytes of UTF-8)");
    }

    private void refuses(String hex, Malformation expected) {
        WebSocketDecoder fresh = new WebSocketDecoder(FrameLimits.CLIENT_FRAMES);
        assertThatThrownBy(() -> fresh.decode(allocator, hex(hex), sink))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessage(expected.text());
        assertThat(fresh.heldBytes()).isZero();
    }

    private static String masked(String payload) {
        return ByteBufUtil.hexDump(ClientBytes.masked(0x82, 0x01020304, hex(payload)));
    }

    private static ByteBuf hex(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
    }
}
