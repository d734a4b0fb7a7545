package dev.halley.benchmarks.load.loop;

import dev.halley.benchmarks.client.BrokenStreamException;
import dev.halley.benchmarks.recovery.StreamClient;
import dev.halley.wire.FrameHeader;
import dev.halley.wire.Operation;
import java.nio.ByteBuffer;

/** Frames of goim's protocol and of its version 2. */
final class GoimFrames implements MessageContent {

    private static final int OPERATION_AT = 8;

    /** Of the extension of version 2; the message's id is before it. */
    private static final int OFFSET_AT = FrameHeader.LENGTH + Long.BYTES;

    private static final int EPOCH_AT = OFFSET_AT + Long.BYTES;

    private final LoadSession session;
    private final boolean webSocket;
    private final int operation;

    GoimFrames(LoadSession session, LoopSettings settings) {
        this.session = session;
        this.webSocket = session.target.webSocket();
        this.operation = settings.operation();
    }

    @Override
    public int take(ByteBuffer in, int at, int end, long left, long nowNanos) {
        if (end - at < FrameHeader.LENGTH) {
            return at;
        }
        int length = in.getInt(at);
        int header = in.getShort(at + Integer.BYTES);
        int frameOperation = in.getInt(at + OPERATION_AT);
        boolean fits = length <= in.capacity() / 2 && length <= left;
        if (header < FrameHeader.LENGTH || length < header || !fits) {
            throw new BrokenStreamException("frame length " + length + ", header " + header);
        }
        if (frameOperation == Operation.RAW_BATCH && webSocket) {
            return at + header;
        }
        if (end - at < length) {
            return at;
        }
        whole(in, at, header, nowNanos);
        return at + length;
    }

    private void whole(ByteBuffer in, int at, int header, long nowNanos) {
        int length = in.getInt(at) - header;
        int frameOperation = in.getInt(at + OPERATION_AT);
        StreamClient stream = session.stream;
        if (frameOperation == operation && session.online) {
            if (stream == null
                    || header <= EPOCH_AT
                    || stream.admits(
                            in.getInt(at + EPOCH_AT), in.getLong(at + OFFSET_AT), nowNanos)) {
                session.message(in, at + header, length, nowNanos);
            }
        } else if (frameOperation == Operation.AUTH_REPLY) {
            session.cameOnline(body(in, at + header, length), nowNanos);
        } else if (stream != null && frameOperation >= Operation.DISCONNECT && length > 0) {
            stream.said(frameOperation, body(in, at + header, length), nowNanos);
        }
    }

    private static byte[] body(ByteBuffer in, int at, int length) {
        byte[] body = new byte[length];
        in.get(at, body);
        return body;
    }
}
