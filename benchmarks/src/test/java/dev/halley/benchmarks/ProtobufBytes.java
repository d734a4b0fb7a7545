package dev.halley.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes Protobuf, as a Centrifugo does: replies behind their length, in messages of WebSocket. */
public final class ProtobufBytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A push of a publication, behind its length. */
    public static byte[] publication(String channel, byte[] data) {
        // An offset stands behind the data, to be passed over.
        byte[] publication = new ProtobufBytes().bytes(4, data).number(6, 300).toBytes();
        byte[] push =
                new ProtobufBytes()
                        .bytes(2, channel.getBytes(StandardCharsets.UTF_8))
                        .bytes(4, publication)
                        .toBytes();
        return new ProtobufBytes().bytes(4, push).withLength();
    }

    /** An unmasked message of WebSocket. */
    public static byte[] message(byte[] payload) {
        ProtobufBytes message = new ProtobufBytes();
        message.out.write(0x82);
        if (payload.length < 126) {
            message.out.write(payload.length);
        } else {
            message.out.write(126);
            message.out.write(payload.length >> 8);
            message.out.write(payload.length);
        }
        return message.raw(payload).toBytes();
    }

    /** A field that is a number. */
    public ProtobufBytes number(int field, int value) {
        return varint(field << 3).varint(value);
    }

    /** A field of bytes. */
    public ProtobufBytes bytes(int field, byte[] value) {
        return varint(field << 3 | 2).varint(value.length).raw(value);
    }

    /** Bytes as they are. */
    public ProtobufBytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** All that was written. */
    public byte[] toBytes() {
        return out.toByteArray();
    }

    /** The same behind its length. */
    public byte[] withLength() {
        return new ProtobufBytes().varint(out.size()).raw(toBytes()).toBytes();
    }

    private ProtobufBytes varint(int value) {
        int left = value;
        for (; left > 0x7f; left >>>= 7) {
            out.write((left & 0x7f) | 0x80);
        }
        out.write(left);
        return this;
    }
}
