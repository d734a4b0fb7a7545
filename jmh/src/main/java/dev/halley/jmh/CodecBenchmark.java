package dev.halley.jmh;

import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.Place;
import dev.halley.comet.frames.Segment;
import dev.halley.comet.frames.StageTimes;
import dev.halley.comet.frames.Variant;
import dev.halley.wire.FrameDecoder;
import dev.halley.wire.FrameHeader;
import dev.halley.wire.FrameLimits;
import dev.halley.wire.Operation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Frames in and out: what a read of 20 client frames costs, and one buffer of 20 messages. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {

    private static final int FRAMES = 20;
    private static final int PAYLOAD_BYTES = 64;
    private static final int OPERATION = 1000;

    private final PooledByteBufAllocator allocator = PooledByteBufAllocator.DEFAULT;
    private final FrameDecoder decoder = new FrameDecoder(FrameLimits.CLIENT_FRAMES);
    private final ByteBuf read = allocator.directBuffer();
    private final List<Message> messages = new ArrayList<>();

    /** Made by JMH. */
    public CodecBenchmark() {}

    /** Fills both. */
    @Setup
    public void fill() {
        for (int i = 1; i <= FRAMES; i++) {
            FrameHeader.write(read, FrameHeader.VERSION_1, Operation.HEARTBEAT, i, 0);
            messages.add(
                    new Message(
                            OPERATION,
                            new byte[PAYLOAD_BYTES],
                            i,
                            0,
                            new StageTimes(1, 1, 1),
                            new Place("room:bench://1", 1, i)));
        }
    }

    /** Gives the buffer back. */
    @TearDown
    public void release() {
        read.release();
    }

    /** For each frame of a read that holds 20. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void decode(Blackhole seen) {
        decoder.decode(
                allocator,
                read.retainedDuplicate(),
                (buffer, frame) -> {
                    seen.consume(FrameHeader.operation(buffer, frame));
                    return true;
                });
    }

    /** For each message of a buffer, TCP in version 1. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public int encodeTcpV1() {
        return encode(Variant.TCP_V1);
    }

    /** For each message of a buffer, TCP in version 2. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public int encodeTcpV2() {
        return encode(Variant.TCP_V2);
    }

    /** For each message of a buffer, WebSocket in version 2. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public int encodeWebSocketV2() {
        return encode(Variant.WS_V2);
    }

    private int encode(Variant variant) {
        Segment segment = new Segment(messages, allocator);
        int bytes = segment.encoded(variant).readableBytes();
        segment.release();
        return bytes;
    }
}
