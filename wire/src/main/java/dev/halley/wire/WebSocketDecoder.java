package dev.halley.wire;

import io.netty.buffer.ByteBuf;

/**
 * Client-to-server frames of RFC 6455, after the opening handshake. Takes messages that are not
 * fragmented, either binary ones of one frame each or text, and control frames; unmasks them where
 * they lie.
 */
public final class WebSocketDecoder extends StreamDecoder {
    private static final int OPCODE = 0x0F;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7F;
    private static final int MASK_BYTES = 4;
    private static final int CONTINUATION = 0x0;

    private final FrameLimits limits;
    private final int dataOpcode;
    private final int maxDataBytes;

    private WebSocketDecoder(FrameLimits limits, int dataOpcode, int maxDataBytes) {
        this.limits = limits;
        this.dataOpcode = dataOpcode;
        this.maxDataBytes = maxDataBytes;
    }

    /** A decoder of binary messages for what follows the opening handshake. */
    public WebSocketDecoder(FrameLimits limits) {
        this(limits, WebSocketFrames.BINARY, limits.maxPacketBytes());
    }

    /**
     * A decoder of text messages, as a subprotocol may want them.
     *
     * @param maxTextBytes largest message, at least 0
     */
    public static WebSocketDecoder ofText(int maxTextBytes) {
        return new WebSocketDecoder(FrameLimits.CLIENT_FRAMES, WebSocketFrames.TEXT, maxTextBytes);
    }

    @Override
    Step step(ByteBuf buffer, FrameSink sink) {
        int start = buffer.readerIndex();
        int readable = buffer.readableBytes();
        if (readable < 1) {
            return Step.MORE;
        }
        int opcode = checkedOpcode(buffer.getByte(start));
        if (readable < 2) {
            return Step.MORE;
        }
        int second = buffer.getByte(start + 1);
        if ((second & MASKED) == 0) {
            throw new MalformedFrameException(Malformation.WEBSOCKET_UNMASKED);
        }
        int lengthBytes = lengthBytes(second & LENGTH);
        if (readable < 2 + lengthBytes) {
            return Step.MORE;
        }
        int length = checkedLength(buffer, start, opcode);
        int payload = start + 2 + lengthBytes + MASK_BYTES;
        if (buffer.writerIndex() < payload + length) {
            return Step.MORE;
        }
        unmask(buffer, payload, length, buffer.getInt(payload - MASK_BYTES));
        buffer.readerIndex(payload + length);
        return deliver(opcode, buffer, payload, length, sink) ? Step.NEXT : Step.WAIT;
    }

    private boolean deliver(int opcode, ByteBuf buffer, int payload, int length, FrameSink sink) {
        if (opcode == WebSocketFrames.TEXT) {
            return sink.text(buffer, payload, length);
        }
        if (opcode != WebSocketFrames.BINARY) {
            return sink.control(opcode, buffer, payload, length);
        }
        if (length < FrameHeader.LENGTH) {
            throw new MalformedFrameException(Malformation.WEBSOCKET_NOT_ONE_FRAME);
        }
        if (limits.check(buffer, payload) != length) {
            throw new MalformedFrameException(Malformation.WEBSOCKET_NOT_ONE_FRAME);
        }
        return sink.frame(buffer, payload);
    }

    private int checkedOpcode(int first) {
        int opcode = first & OPCODE;
        if (opcode == WebSocketFrames.TEXT && dataOpcode != opcode) {
            throw new MalformedFrameException(Malformation.WEBSOCKET_TEXT);
        }
        if (opcode == WebSocketFrames.BINARY && dataOpcode != opcode) {
            throw new MalformedFrameException(Malformation.WEBSOCKET_BINARY);
        }
        if (opcode == CONTINUATION || (first & WebSocketFrames.FIN) == 0) {
            throw new MalformedFrameException(Malformation.WEBSOCKET_FRAGMENT);
        }
        boolean known =
                opcode == dataOpcode
                        || (opcode >= WebSocketFrames.CLOSE && opcode <= WebSocketFrames.PONG);
        if (!known || (first & RESERVED) != 0) {
            throw new MalformedFrameException(Malformation.WEBSOCKET_OPCODE);
        }
        return opcode;
    }

    private static int lengthBytes(int length7) {
        return switch (length7) {
            case WebSocketFrames.LENGTH_16 -> 2;
            case WebSocketFrames.LENGTH_64 -> 8;
            default -> 0;
        };
    }

    private int checkedLength(ByteBuf buffer, int start, int opcode) {
        int length7 = buffer.getByte(start + 1) & LENGTH;
        long length =
                switch (length7) {
                    case WebSocketFrames.LENGTH_16 -> buffer.getUnsignedShort(start + 2);
                    case WebSocketFrames.LENGTH_64 -> buffer.getLong(start + 2);
                    default -> length7;
                };
        int most = opcode == dataOpcode ? maxDataBytes : WebSocketFrames.MAX_CONTROL_BYTES;
        if (length < 0 || length > most) {
            throw new MalformedFrameException(Malformation.WEBSOCKET_LENGTH);
        }
        return (int) length;
    }

    private static void unmask(ByteBuf buffer, int index, int length, int mask) {
        if (mask == 0) {
            return;
        }
        int i = index;
        int end = index + length;
        long mask8 = ((long) mask << 32) | (mask & 0xFFFFFFFFL);
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            buffer.setLong(i, buffer.getLong(i) ^ mask8);
        }
        for (int shift = 24; i < end; i++, shift = (shift - 8) & 31) {
            buffer.setByte(i, buffer.getByte(i) ^ (mask >>> shift));
        }
    }
}
