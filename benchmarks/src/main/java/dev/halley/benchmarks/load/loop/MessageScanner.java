package dev.halley.benchmarks.load.loop;

import dev.halley.benchmarks.client.BrokenStreamException;
import dev.halley.benchmarks.client.ClientBytes;
import dev.halley.benchmarks.client.Wire;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the messages in what one connection receives. Reads in place from the loop's one large
 * buffer: no object, no copy per message.
 */
final class MessageScanner {

    private final MessageContent content;
    private final boolean webSocket;
    private final LoopCounts counts;

    /** Bytes of the present WebSocket message still to come; TCP has one message without end. */
    private long messageBytes;

    private @Nullable ByteBuffer pong;

    MessageScanner(LoadSession session, LoopSettings settings, LoopCounts counts) {
        this.content =
                session.target.wire() == Wire.CENTRIFUGO
                        ? new CentrifugoReplies(session)
                        : new GoimFrames(session, settings);
        this.webSocket = session.target.webSocket();
        this.counts = counts;
        this.messageBytes = webSocket ? 0 : Long.MAX_VALUE;
    }

    /**
     * Takes all whole messages between {@code at} and {@code end}.
     *
     * @return where the first byte lies that has to wait for more
     * @throws BrokenStreamException if the server closed in-band, or sent what it cannot mean
     */
    int scan(ByteBuffer in, int at, int end, long nowNanos) {
        int from = at;
        while (from < end) {
            int next =
                    messageBytes == 0 && webSocket
                            ? webSocketHeader(in, from, end)
                            : content(in, from, end, nowNanos);
            if (next == from) {
                return from;
            }
            from = next;
        }
        return from;
    }

    private int content(ByteBuffer in, int at, int end, long nowNanos) {
        int next = content.take(in, at, end, messageBytes, nowNanos);
        if (webSocket) {
            messageBytes -= next - at;
        }
        return next;
    }

    /** What the server waits for since this was asked last; null: nothing. */
    @Nullable ByteBuffer takeAnswer() {
        ByteBuffer taken = pong;
        pong = null;
        return taken == null ? content.takeAnswer() : taken;
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
            pong = ClientBytes.pong(bytes);
        }
        return payload + length;
    }
}
