package dev.halley.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** What a client would send, built by hand. */
final class ClientBytes {
    private ClientBytes() {}

    static ByteBuf frame(int version, int operation, int sequence, byte[] body) {
        ByteBuf frame = Unpooled.buffer();
        FrameHeader.write(frame, version, operation, sequence, body.length);
        return frame.writeBytes(body);
    }

    static ByteBuf masked(int first, int mask, ByteBuf payload) {
        ByteBuf out = Unpooled.buffer();
        int length = payload.readableBytes();
        out.writeByte(first);
        if (length < 126) {
            out.writeByte(0x80 | length);
        } else if (length <= 0xFFFF) {
            out.writeByte(0x80 | 126).writeShort(length);
        } else {
            out.writeByte(0x80 | 127).writeLong(length);
        }
        out.writeInt(mask);
        for (int i = 0; i < length; i++) {
            out.writeByte(payload.getByte(i) ^ (mask >>> (8 * (3 - i % 4))));
        }
        payload.release();
        return out;
    }
}
