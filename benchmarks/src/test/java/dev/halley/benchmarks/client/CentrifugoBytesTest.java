package dev.halley.benchmarks.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bytes are those of Centrifugo's client.proto, written by hand. */
@Timeout(10)
class CentrifugoBytesTest {

    @Test
    void connectsAndSubscribesToItsUser() {
        byte[] sent = unmasked(CentrifugoBytes.connect(session("")));
        // 4 bytes: id 1, connect {}; 12 bytes: id 2, subscribe { channel "user-7" }.
        String expected = "04" + "0801" + "2200" + "0c" + "0802" + "2a08" + "0a06" + hex("user-7");
        assertThat(HexFormat.of().formatHex(sent)).isEqualTo(expected);
    }

    @Test
    void namesOfRoomsHaveNoNamespace() {
        String room = "bench://" + "r".repeat(194);
        byte[] sent = unmasked(CentrifugoBytes.connect(session(room)));
        // A channel of 200 bytes: lengths of two bytes each.
        String expected =
                "04080122"
                        + "00"
                        + "d001"
                        + "0802"
                        + "2acb01"
                        + "0ac801"
                        + hex("bench-")
                        + hex("r".repeat(194));
        assertThat(HexFormat.of().formatHex(sent)).isEqualTo(expected);
    }

    @Test
    void answersAQuestionWithAnEmptyCommand() {
        assertThat(unmasked(CentrifugoBytes.pong())).containsExactly(0);
    }

    private static SessionSpec session(String room) {
        return new SessionSpec(0, 0, 1, 7, "k", room);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] unmasked(ByteBuffer message) {
        assertThat(message.get()).isEqualTo((byte) 0x82);
        int length = message.get() & 0x7f;
        if (length == 126) {
            length = message.getShort();
        }
        byte[] mask = new byte[4];
        message.get(mask);
        byte[] payload = new byte[length];
        message.get(payload);
        assertThat(message.hasRemaining()).isFalse();
        for (int i = 0; i < length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return payload;
    }
}
