package dev.halley.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Finds frames in a stream of bytes, however it is split and glued. Holds a buffer only while a
 * frame is incomplete or its sink asked to wait; allocates for bytes that came, never for bytes that
 * a length field claims. For one thread at a time.
 *
 * <p>Holds at most one incomplete frame and one read more.
 */
public abstract sealed class StreamDecoder permits FrameDecoder, WebSocketDecoder {
    private @Nullable ByteBuf held;
    private boolean waiting;
    private boolean closed;

    /** For the two kinds of stream. */
    StreamDecoder() {}

    /**
     * Decodes what came.
     *
     * @param in taken over: released here, or kept
     * @throws MalformedFrameException if the peer broke the protocol; the decoder is closed then
     */
    public final void decode(ByteBufAllocator allocator, ByteBuf in, FrameSink sink) {
        if (closed) {
            in.release();
            return;
        }
        ByteBuf buffer = merge(in);
        if (waiting) {
            held = buffer;
        } else {
            decodeAll(allocator, buffer, sink);
        }
    }

    /** Goes on after the sink asked to wait. Does nothing when it did not. */
    public final void resume(ByteBufAllocator allocator, FrameSink sink) {
        if (!waiting) {
            return;
        }
        waiting = false;
        ByteBuf buffer = held;
        held = null;
        if (buffer != null) {
            decodeAll(allocator, buffer, sink);
        }
    }

    /** Whether the sink asked to wait and was not resumed since. */
    public final boolean isWaiting() {
        return waiting;
    }

    /** Bytes kept. */
    public final int heldBytes() {
        ByteBuf buffer = held;
        return buffer == null ? 0 : buffer.readableBytes();
    }

    /** Releases what is kept; what comes later is dropped. May be called from within the sink. */
    public final void close() {
        closed = true;
        ByteBuf buffer = held;
        held = null;
        if (buffer != null) {
            buffer.release();
        }
    }

    /**
     * Takes one frame at the buffer's reader index, if all of it is there: checks its lengths, gives
     * it to the sink, moves the reader index behind it.
     *
     * @return what to do next
     */
    abstract Step step(ByteBuf buffer, FrameSink sink);

    private ByteBuf merge(ByteBuf in) {
        ByteBuf first = held;
        if (first == null) {
            return in;
        }
        held = null;
        try {
            first.writeBytes(in);
            return first;
        } catch (RuntimeException | Error e) {
            first.release();
            throw e;
        } finally {
            in.release();
        }
    }

    private void decodeAll(ByteBufAllocator allocator, ByteBuf buffer, FrameSink sink) {
        boolean keep = false;
        try {
            Step step = Step.NEXT;
            while (step == Step.NEXT && !closed) {
                step = step(buffer, sink);
            }
            if (!closed && step == Step.WAIT) {
                waiting = true;
                keep = buffer.isReadable();
                held = keep ? buffer.discardReadBytes() : null;
            } else if (!closed && buffer.isReadable()) {
                held = copyOf(allocator, buffer);
            }
        } catch (MalformedFrameException e) {
            close();
            throw e;
        } finally {
            if (!keep) {
                buffer.release();
            }
        }
    }

    /** A read buffer is much larger than the piece of a frame that is kept of it. */
    private static ByteBuf copyOf(ByteBufAllocator allocator, ByteBuf rest) {
        int bytes = rest.readableBytes();
        return allocator.buffer(Math.max(bytes, FrameHeader.LENGTH)).writeBytes(rest, bytes);
    }

    /** What came of looking for a frame. */
    enum Step {
        /** Found one. */
        NEXT,
        /** Found one; its sink wants no more for now. */
        WAIT,
        /** More bytes are needed. */
        MORE
    }
}
