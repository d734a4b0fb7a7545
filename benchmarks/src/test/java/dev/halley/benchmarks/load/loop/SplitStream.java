package dev.halley.benchmarks.load.loop;

import java.nio.ByteBuffer;
import java.util.Random;

/** What a server sends, as a socket gives it: in pieces that know nothing of messages. */
final class SplitStream {
    private SplitStream() {}

    /**
     * Has it scanned in pieces of 1 to 300 bytes.
     *
     * @return what is left of it behind the last whole message
     */
    static byte[] scan(MessageScanner scanner, byte[] stream, Random random, long nowNanos) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        byte[] carry = {};
        int at = 0;
        while (at < stream.length) {
            int size = Math.min(stream.length - at, 1 + random.nextInt(300));
            buffer.clear().put(carry).put(stream, at, size);
            int used = scanner.scan(buffer, 0, buffer.position(), nowNanos);
            carry = new byte[buffer.position() - used];
            buffer.get(used, carry);
            at += size;
        }
        return carry;
    }
}
