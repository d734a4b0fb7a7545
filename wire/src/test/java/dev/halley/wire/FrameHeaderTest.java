package dev.halley.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class FrameHeaderTest {
    private final ByteBuf buffer = Unpooled.buffer();

    @Test
    void writesTheGoldenStartOfAnAuth() {
        FrameHeader.write(buffer, FrameHeader.VERSION_1, Operation.AUTH, 1, 82);

        assertThat(ByteBufUtil.hexDump(buffer)).isEqualTo("00000062001000010000000700000001");
    }

    @Test
    void readsWhatItWrote() {
        buffer.writeByte(99);
        FrameHeader.write(buffer, 7, 1000, -5, 3);
        buffer.writeBytes(new byte[] {1, 2, 3});

        assertThat(FrameHeader.packetLength(buffer, 1)).isEqualTo(19);
        assertThat(FrameHeader.headerLength(buffer, 1)).isEqualTo(16);
        assertThat(FrameHeader.version(buffer, 1)).isEqualTo((short) 7);
        assertThat(FrameHeader.operation(buffer, 1)).isEqualTo(1000);
        assertThat(FrameHeader.sequence(buffer, 1)).isEqualTo(-5);
        assertThat(FrameHeader.bodyIndex(buffer, 1)).isEqualTo(17);
        assertThat(FrameHeader.bodyLength(buffer, 1)).isEqualTo(3);
    }

    @Test
    void writesTheGoldenVersion2Header() {
        new FrameExtension(0x0102030405060708L, 9, 10, "all").writeHeader(buffer, 1000, 2);
        buffer.writeBytes(new byte[] {'h', 'i'});

        assertThat(ByteBufUtil.hexDump(buffer))
                .isEqualTo(
                        "0000002b 0029 0002 000003e8 00000000".replace(" ", "")
                                + "0102030405060708 0000000000000009 0000000a 0003 616c6c"
                                        .replace(" ", "")
                                + "6869");
    }

    @Test
    void refusesAStreamNameThatIsTooLong() {
        assertThatThrownBy(() -> new FrameExtension(1, 0, 0, "ü".repeat(600)))
                .hasMessage("stream: 1200 bytes (expected: at most 1024 bytes of UTF-8)");
    }

    @Test
    void refusesAnExtensionWhoseNameDoesNotFitTheHeader() {
        new FrameExtension(1, 2, 3, "user:7").writeHeader(buffer, 1000, 0);
        buffer.setShort(FrameHeader.LENGTH + 20, 7);

        assertThatThrownBy(() -> FrameExtension.read(buffer, 0))
                .hasMessage(Malformation.EXTENSION_LENGTH.text());
    }

    @Test
    void refusesAnExtensionThatIsTooShort() {
        FrameHeader.write(buffer, 2, 1000, 0, 0);

        assertThatThrownBy(() -> FrameExtension.read(buffer, 0))
                .hasMessage(Malformation.EXTENSION_LENGTH.text());
    }

    @Test
    void namesTheLimitThatIsOutOfRange() {
        assertThatThrownBy(() -> new FrameLimits(-1, 0))
                .hasMessage("maxBodyBytes: -1 (expected: 0 to 1073741824)");
        assertThatThrownBy(() -> new FrameLimits(1, 5000))
                .hasMessage("maxExtensionBytes: 5000 (expected: 0 to 1046)");
    }
}
