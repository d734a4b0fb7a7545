package dev.halley.benchmarks.floor.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.wire.FrameHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class FloorWriterTest {

    private final FloorWriter writer = new FloorWriter();
    private final FrameBytes frames = new FrameBytes(64);

    @Test
    void writesTheFramesOfCometToEachConnection() {
        EmbeddedChannel first = new EmbeddedChannel();
        EmbeddedChannel second = new EmbeddedChannel();
        writer.add(first);
        writer.add(second);
        ByteBuf shared = frames.of(3, UnpooledByteBufAllocator.DEFAULT);
        writer.write(shared, 3);
        for (EmbeddedChannel connection : new EmbeddedChannel[] {first, second}) {
            ByteBuf written = connection.readOutbound();
            assertThat(written.readableBytes()).isEqualTo(3 * 80);
            assertThat(FrameHeader.packetLength(written, 80)).isEqualTo(80);
            assertThat(FrameHeader.operation(written, 80)).isEqualTo(1000);
            written.release();
            connection.finishAndReleaseAll();
        }
        assertThat(shared.refCnt()).isZero();
        assertThat(writer.writes()).isEqualTo(2);
        assertThat(writer.deliveries()).isEqualTo(6);
    }

    @Test
    void countsWhatAFullConnectionIsNotGiven() {
        EmbeddedChannel full = new EmbeddedChannel();
        full.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        writer.add(full);
        writer.write(frames.of(2, UnpooledByteBufAllocator.DEFAULT), 2);
        assertThat(full.<Object>readOutbound()).isNull();
        assertThat(writer.skipped()).isEqualTo(2);
        assertThat(writer.deliveries()).isZero();
        full.finishAndReleaseAll();
    }

    @Test
    void whoIsGoneIsWrittenToNoMore() {
        EmbeddedChannel gone = new EmbeddedChannel();
        EmbeddedChannel stays = new EmbeddedChannel();
        writer.add(gone);
        writer.add(stays);
        writer.remove(gone);
        writer.write(frames.of(1, UnpooledByteBufAllocator.DEFAULT), 1);
        assertThat(gone.<Object>readOutbound()).isNull();
        assertThat(writer.writes()).isEqualTo(1);
        stays.finishAndReleaseAll();
        gone.finishAndReleaseAll();
    }
}
