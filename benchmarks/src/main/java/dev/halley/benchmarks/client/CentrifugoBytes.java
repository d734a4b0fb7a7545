package dev.halley.benchmarks.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a session says to Centrifugo: commands of its client protocol, in Protobuf, each behind its
 * length. A session is in one channel, its room's or its user's.
 */
public final class CentrifugoBytes {

    /** Numbers of fields of a command. */
    private static final int ID = 1;

    private static final int CONNECT = 4;
    private static final int SUBSCRIBE = 5;

    /** Of a subscription. */
    private static final int CHANNEL = 1;

    private static final int NUMBER = 0;
    private static final int BYTES = 2;
    private static final int TYPE_BITS = 3;
    private static final int VARINT_BITS = 7;
    private static final int VARINT_MORE = 0x80;

    private CentrifugoBytes() {}

    /**
     * The channel of a session that is in this room; if it is in none, its user's. In the name of a
     * channel a colon would end that of a namespace.
     */
    public static String channel(long mid, String room) {
        return room.isEmpty() ? "user-" + mid : room.replace("://", "-");
    }

    /** Connects without a token and subscribes. */
    public static ByteBuffer connect(SessionSpec spec) {
        byte[] channel = channel(spec.mid(), spec.room()).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream subscription = new ByteArrayOutputStream();
        bytes(subscription, CHANNEL, channel);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        command(both, 1, CONNECT, new byte[0]);
        command(both, 2, SUBSCRIBE, subscription.toByteArray());
        return ClientBytes.binary(both.toByteArray());
    }

    /** The answer to an empty reply, by which the server asks whether the session still lives. */
    public static ByteBuffer pong() {
        return ClientBytes.binary(new byte[1]);
    }

    private static void command(ByteArrayOutputStream out, int id, int field, byte[] request) {
        ByteArrayOutputStream command = new ByteArrayOutputStream();
        varint(command, ID << TYPE_BITS | NUMBER);
        varint(command, id);
        bytes(command, field, request);
        varint(out, command.size());
        out.writeBytes(command.toByteArray());
    }

    private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
        varint(out, field << TYPE_BITS | BYTES);
        varint(out, value.length);
        out.writeBytes(value);
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int left = value;
        while (left >= VARINT_MORE) {
            out.write((left & (VARINT_MORE - 1)) | VARINT_MORE);
            left >>>= VARINT_BITS;
        }
        out.write(left);
    }
}
