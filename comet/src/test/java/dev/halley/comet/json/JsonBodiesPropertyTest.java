package dev.halley.comet.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.halley.comet.json.envelope.TextMessages;
import dev.halley.comet.json.envelope.TextRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Whatever clients send is read, or refused, and nothing else. */
class JsonBodiesPropertyTest {
    @Property(tries = 2000)
    void refusesWhatItCannotRead(@ForAll("almostBodies") String text) {
        ByteBuf body = Unpooled.copiedBuffer(text, UTF_8);

        refusesOrReads(() -> RequestBodies.rooms(body, 3, 3));
        refusesOrReads(() -> RequestBodies.recover(body, 3));
        refusesOrReads(() -> RequestBodies.acknowledge(body));
        refusesOrReads(() -> TextMessages.read(text));
    }

    @Property(tries = 1000)
    void refusesBytesThatAreNoText(@ForAll byte[] bytes) {
        ByteBuf body = Unpooled.wrappedBuffer(bytes);

        refusesOrReads(() -> RequestBodies.rooms(body, 3, 3));
        refusesOrReads(() -> TextMessages.read(body.toString(UTF_8)));
    }

    @Property(tries = 200)
    void readsPlacesThatItHasWritten(
            @ForAll String stream,
            @ForAll @IntRange(min = 0) int epoch,
            @ForAll @LongRange(min = 0) long offset) {
        byte[] written = NoticeBodies.position(stream, epoch, offset);

        AskedStream read = RequestBodies.acknowledge(Unpooled.wrappedBuffer(written));

        assertThat(read).isEqualTo(new AskedStream(clean(stream), epoch, offset));
    }

    @Property(tries = 100)
    void keepsABodyToTheLetter(@ForAll @IntRange(min = 0, max = 60_000) int before) {
        String body = "{ \"a\" : [1.50, \"\\u00e4ü\"],\n\"b\":{} }";
        String space = " ".repeat(before);

        TextRequest request =
                TextMessages.read("{\"op\":4," + space + "\"x\":\"ü\",\"body\":" + body + "}");

        assertThat(new String(request.body(), UTF_8)).isEqualTo(body);
    }

    @Property(tries = 100)
    void takesAsManyRoomsAsAreAllowed(@ForAll @IntRange(min = 1, max = 200) int count) {
        String rooms =
                IntStream.range(0, count)
                        .mapToObj(i -> "\"live://" + i + "\"")
                        .collect(Collectors.joining(","));
        ByteBuf body = Unpooled.copiedBuffer("{\"rooms\":[" + rooms + "]}", UTF_8);

        Throwable refused = catchThrowable(() -> RequestBodies.rooms(body, 100, 0));

        assertThat(refused == null).isEqualTo(count <= 100);
    }

    @Provide
    Arbitrary<String> almostBodies() {
        List<String> parts =
                List.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "\"rooms\"",
                        "\"recover\"",
                        "\"stream\"",
                        "\"epoch\"",
                        "\"offset\"",
                        "\"op\"",
                        "\"seq\"",
                        "\"body\"",
                        "\"body_base64\"",
                        "\"live://1\"",
                        "1",
                        "-1",
                        "1e99",
                        "null",
                        "\"\\ud800\"",
                        "99999999999999999999",
                        "{\"rooms\":[\"a://b\"]}",
                        "\"");
        return Arbitraries.of(parts).list().ofMaxSize(14).map(list -> String.join("", list));
    }

    private static void refusesOrReads(Runnable read) {
        Throwable thrown = catchThrowable(read::run);
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(RefusedRequestException.class);
        }
    }

    /** A lone surrogate does not survive UTF-8. */
    private static String clean(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }
}
