package dev.halley.cli.guard;

import dev.halley.benchmarks.floor.loop.FloorWriter;
import dev.halley.benchmarks.floor.loop.FrameBytes;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;

/** The floor: one shared buffer, one array. */
final class FloorFanout implements Fanout {

    private final FloorWriter writer = new FloorWriter();
    private final FrameBytes frames;

    FloorFanout(int payloadBytes) {
        this.frames = new FrameBytes(payloadBytes);
    }

    @Override
    public void add(Channel connection) {
        writer.add(connection);
    }

    @Override
    public void drain(int messages) {
        writer.write(frames.of(messages, PooledByteBufAllocator.DEFAULT), messages);
    }

    @Override
    public void close() {
        // Buffers are written and released by then.
    }
}
