package dev.halley.benchmarks.floor;

import dev.halley.benchmarks.floor.loop.DueTimes;
import java.nio.channels.SocketChannel;
import java.util.function.LongConsumer;

/**
 * One connection of the load side. Messages all have one size, so the number of bytes tells which
 * message is complete, and no byte is looked at.
 */
final class CountedConnection {

    final SocketChannel channel;

    /** Whether this one tells how old its messages are. */
    final boolean sampled;

    private final int messageBytes;
    private long bytes;

    CountedConnection(SocketChannel channel, int messageBytes, boolean sampled) {
        this.channel = channel;
        this.messageBytes = messageBytes;
        this.sampled = sampled;
    }

    /**
     * So many bytes more; tells how old each message is that they complete.
     *
     * @param first messages before this one are not told
     */
    void received(int read, DueTimes due, long first, long now, LongConsumer ageNanos) {
        long from = Math.max(first, bytes / messageBytes);
        bytes += read;
        long to = bytes / messageBytes;
        for (long message = from; message < to; message++) {
            ageNanos.accept(now - due.of(message));
        }
    }
}
