package dev.halley.testkit.goim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class GoimPacketTest {
    @Test
    void startsAsTheGoldenVectorOfTheProtocol() {
        byte[] bytes = GoimPacket.of(7, 1, "x".repeat(82)).bytes();

        assertEquals("00000062001000010000000700000001", HexFormat.of().formatHex(bytes, 0, 16));
    }

    @Test
    void readsBackWhatItWrote() {
        GoimPacket packet = GoimPacket.of(1000, 5, "héllo");

        GoimPacket read = GoimPacket.parse(packet.bytes());

        assertEquals("héllo", read.text());
        assertArrayEquals(packet.bytes(), read.bytes());
    }

    @Test
    void refusesTwoPacketsInOne() {
        byte[] tooLong = new byte[40];

        assertThrows(IllegalArgumentException.class, () -> GoimPacket.parse(tooLong));
    }
}
