package dev.halley.benchmarks.load.loop;

import dev.halley.benchmarks.client.BrokenStreamException;
import dev.halley.benchmarks.recovery.StreamClient;
import dev.halley.wire.FrameHeader;
import dev.halley.wire.Operation;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the messages in what one connection receives. Reads in place from the loop's one large
 * buffer: no object, no copy per message.
 */
final class FrameScanner {

    private static final int OPERATION_AT = 8;

    /** Of the extension of version 2; the message's id is before it. */
    private static final int OFFSET_AT = FrameHeader.LENGTH + Long.BYTES;

    private static final int EPOCH_AT = OFFSET_AT + Long.BYTES;

    private final LoadSession session;
    private final boolean webSocket;
    private final int operation;
    private final LoopCounts counts;

    /** Bytes of the present WebSocket message still to come; TCP has one message without end. */
    private long messageBytes;

    private byte @Nullable [] ping;

    FrameScanner(LoadSession session, LoopSettings settings, LoopCounts counts) {
        this.session = session;
        this.webSocket = session.target.webSocket();
        this.operation = settings.operation();
        this.counts = counts;
        this.messageBytes = webSocket ? 0 : Long.MAX_VALUE;
    }

    /**
     * Takes all whole frames between {@code at} and {@code end}.
     *
     * @return where the first byte lies that has to wait for more
     * @throws BrokenStreamException if the server closed in-band, or sent what is no frame
     */
    int scan(ByteBuffer in, int at, int end, long nowNanos) {
        int from = at;
        while (from < end) {
            int next =
                    messageBytes == 0 && webSocket
                            ? webSocketHeader(in, from, end)
                            : frame(in, from, end, nowNanos);
            if (next == from) {
                return from;
            }
            from = next;
        }
        return from;
    }

    /** The last ping that was not taken yet; null: none. */
    byte @Nullable [] takePing() {
        byte[] taken = ping;
        ping = null;
        return taken;
    }

    private int frame(ByteBuffer in, int at, int end, long nowNanos) {
        if (end - at < FrameHeader.LENGTH) {
            return at;
        }
        int length = in.getInt(at);
        int header = in.getShort(at + Integer.BYTES);
        int frameOperation = in.getInt(at + OPERATION_AT);
        boolean fits = length <= in.capacity() / 2 && length <= messageBytes;
        if (header < FrameHeader.LENGTH || length < header || !fits) {
            throw new BrokenStreamException("frame length " + length + ", header " + header);
        }
        if (frameOperation == Operation.RAW_BATCH && webSocket) {
            messageBytes -= header;
            return at + header;
        }
        if (end - at < length) {
            return at;
        }
        whole(in, at, header, nowNanos);
        if (webSocket) {
            messageBytes -= length;
        }
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

    /** RFC 6455, section 5.2, as far as an unmasked server uses it. */
    private int webSocketHeader(ByteBuffer in, int at, int end) {
        if (end - at < 2) {
            return at;
        }
        int opcode = in.get(at) & 0x0f;
        int shortLength = in.get(at + 1) & 0x7f;
        int headerBytes = shortLength < 126 ? 2 : shortLength == 126 ? 4 : 10;
        if (end - at < headerBytes) {
            return at;
        }
        long length =
                switch (headerBytes) {
                    case 2 -> shortLength;
                    case 4 -> in.getShort(at + 2) & 0xffff;
                    default -> in.getLong(at + 2);
                };
        if (opcode <= 2) {
            counts.frames++;
            messageBytes = length;
            return at + headerBytes;
        }
        return control(in, at, end, opcode, at + headerBytes, (int) length);
    }

    private int control(ByteBuffer in, int at, int end, int opcode, int payload, int length) {
        if (end - payload < length) {
            return at;
        }
        if (opcode == 0x8) {
            int code = length < 2 ? 0 : in.getShort(payload) & 0xffff;
            throw new BrokenStreamException("closed with code " + code);
        }
        if (opcode == 0x9) {
            byte[] bytes = new byte[length];
            in.get(payload, bytes);
            ping = bytes;
        }
        return payload + length;
    }
}
