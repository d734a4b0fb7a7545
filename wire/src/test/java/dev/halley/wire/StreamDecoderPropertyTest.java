package dev.halley.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StreamDecoderPropertyTest {
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

    @Property(tries = 300)
    void anySplitOfATcpStreamGivesTheSameFrames(
            @ForAll("frames") List<byte[]> frames, @ForAll Random random) {
        assertSplitsGive(frames, new FrameDecoder(FrameLimits.CLIENT_FRAMES), frames, random);
    }

    @Property(tries = 300)
    void anySplitOfAWebSocketStreamGivesTheSameFrames(
            @ForAll("frames") List<byte[]> frames, @ForAll Random random) {
        List<byte[]> messages = new ArrayList<>();
        for (byte[] frame : frames) {
            ByteBuf payload = Unpooled.wrappedBuffer(frame);
            messages.add(ByteBufUtil.getBytes(ClientBytes.masked(0x82, random.nextInt(), payload)));
        }
        assertSplitsGive(messages, new WebSocketDecoder(FrameLimits.CLIENT_FRAMES), frames, random);
    }

    @Property(tries = 2000)
    void noiseIsRefusedOrHeldWithinTheBound(@ForAll byte[] noise, @ForAll Random random) {
        survives(new FrameDecoder(FrameLimits.CLIENT_FRAMES), noise, random);
        survives(new WebSocketDecoder(FrameLimits.CLIENT_FRAMES), noise, random);
    }

    @Property(tries = 2000)
    void aFlippedBitIsRefusedOrHeldWithinTheBound(
            @ForAll("frames") List<byte[]> frames, @ForAll Random random) {
        byte[] stream = glue(frames);
        if (stream.length == 0) {
            return;
        }
        stream[random.nextInt(stream.length)] ^= (byte) (1 << random.nextInt(8));
        survives(new FrameDecoder(FrameLimits.CLIENT_FRAMES), stream, random);
        ByteBuf message = ClientBytes.masked(0x82, 5, Unpooled.wrappedBuffer(stream));
        byte[] bytes = ByteBufUtil.getBytes(message);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        survives(new WebSocketDecoder(FrameLimits.CLIENT_FRAMES), bytes, random);
    }

    @Property
    void extensionsComeBackAsTheyWere(
            @ForAll long id, @ForAll long offset, @ForAll int epoch, @ForAll("names") String name) {
        FrameExtension extension = new FrameExtension(id, offset, epoch, name);
        ByteBuf buffer = Unpooled.buffer();
        extension.writeHeader(buffer, 1000, 0);

        assertThat(FrameExtension.read(buffer, 0)).isEqualTo(extension);
        assertThat(buffer.readableBytes()).isEqualTo(FrameHeader.LENGTH + extension.length());
    }

    @Provide
    Arbitrary<List<byte[]>> frames() {
        Arbitrary<byte[]> body =
                Arbitraries.bytes().array(byte[].class).ofMinSize(0).ofMaxSize(300);
        return Combinators.combine(
                        Arbitraries.integers(), Arbitraries.integers(), body, Arbitraries.of(1, 2))
                .as((op, seq, b, ver) -> ByteBufUtil.getBytes(ClientBytes.frame(ver, op, seq, b)))
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withCharRange('a', 'ÿ').ofMaxLength(100);
    }

    private void assertSplitsGive(
            List<byte[]> pieces, StreamDecoder decoder, List<byte[]> expected, Random random) {
        CollectingSink sink = new CollectingSink();
        feed(decoder, glue(pieces), random, sink);
        assertThat(sink.found)
                .containsExactlyElementsOf(expected.stream().map(ByteBufUtil::hexDump).toList());
        assertThat(decoder.heldBytes()).isZero();
        assertNothingLeaks();
    }

    private void survives(StreamDecoder decoder, byte[] bytes, Random random) {
        try {
            feed(decoder, bytes, random, new CollectingSink());
        } catch (MalformedFrameException refused) {
            assertThat(decoder.heldBytes()).isZero();
        }
        assertThat(decoder.heldBytes()).isLessThanOrEqualTo(bytes.length);
        decoder.close();
        assertNothingLeaks();
    }

    private void assertNothingLeaks() {
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    /** In random pieces; its sink asks to wait now and then, and it is resumed now and then. */
    private void feed(StreamDecoder decoder, byte[] bytes, Random random, CollectingSink sink) {
        int at = 0;
        while (at < bytes.length) {
            int length = 1 + random.nextInt(Math.min(bytes.length - at, 64));
            sink.wait = random.nextInt(4) == 0;
            decoder.decode(allocator, allocator.buffer().writeBytes(bytes, at, length), sink);
            at += length;
            sink.wait = false;
            if (random.nextBoolean()) {
                decoder.resume(allocator, sink);
            }
        }
        decoder.resume(allocator, sink);
    }

    private static byte[] glue(List<byte[]> pieces) {
        ByteBuf all = Unpooled.buffer();
        pieces.forEach(all::writeBytes);
        return ByteBufUtil.getBytes(all);
    }
}
