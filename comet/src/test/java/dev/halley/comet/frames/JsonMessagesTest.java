package dev.halley.comet.frames;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class JsonMessagesTest {
    private static final StageTimes NO_TIMES = new StageTimes(0, 0, 0);

    @Test
    void putsTheMessageInItsPlace() {
        Place place = new Place("room:live://\"1", 5, 7);

        assertThat(text(message("{\"a\": 1}", place)))
                .isEqualTo(
                        "{\"op\":1000,\"seq\":0,\"id\":\"9007199254740993\","
                                + "\"stream\":\"room:live://\\\"1\",\"offset\":\"7\",\"epoch\":5,"
                                + "\"body\":{\"a\": 1}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hi|,\"body\":\"hi\"",
                "\"hi\"|,\"body\":\"hi\"",
                "say \"hi\" \\|,\"body\":\"say \\\"hi\\\" \\\\\"",
                "[1,2|,\"body\":\"[1,2\"",
                "12|,\"body\":12",
                "ü€😀|,\"body\":\"ü€😀\"",
                "''|''"
            })
    void showsAPayloadAsWhatItIs(String payload, String body) {
        assertThat(text(message(payload, Place.NONE)))
                .isEqualTo("{\"op\":1000,\"seq\":0,\"id\":\"9007199254740993\"" + body + "}");
    }

    @Test
    void showsBytesAndControlCharacters() {
        assertThat(text(message(new byte[] {(byte) 0xff, 0}, Place.NONE)))
                .endsWith(",\"body_base64\":\"/wA=\"}");
        assertThat(text(message("a\n\u0001", Place.NONE)))
                .endsWith(",\"body\":\"a\\u000a\\u0001\"}");
    }

    @Test
    void makesATextMessageOfEach() {
        Segment segment =
                new Segment(
                        List.of(message("1", Place.NONE), message("2", Place.NONE)),
                        new UnpooledByteBufAllocator(false));
        ByteBuf out = segment.encoded(Variant.WS_JSON);
        int length = out.getUnsignedByte(1);

        assertThat(out.getUnsignedByte(0)).isEqualTo((short) 0x81);
        assertThat(out.getUnsignedByte(2 + length)).isEqualTo((short) 0x81);
        assertThat(out.readableBytes()).isEqualTo(2 * (2 + length));
        segment.release();
    }

    private static Message message(String payload, Place place) {
        return message(payload.getBytes(UTF_8), place);
    }

    private static Message message(byte[] payload, Place place) {
        return new Message(1000, payload, 9007199254740993L, 0, NO_TIMES, place);
    }

    private static String text(Message message) {
        ByteBuf out = JsonMessages.encode(List.of(message), new UnpooledByteBufAllocator(false));
        int header = out.getUnsignedByte(1) == 126 ? 4 : 2;
        String text = out.toString(header, out.readableBytes() - header, UTF_8);
        out.release();
        return text;
    }
}
