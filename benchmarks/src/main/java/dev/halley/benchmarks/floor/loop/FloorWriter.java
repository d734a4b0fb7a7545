package dev.halley.benchmarks.floor.loop;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.Arrays;

/**
 * The least that a fan-out can do with Netty: one buffer, shared, written and flushed to each
 * connection in a dense array. Belongs to one event loop.
 */
public final class FloorWriter {

    private Channel[] connections = new Channel[16];
    private int size;
    private long writes;
    private long deliveries;
    private long skipped;

    /** Writes to nobody yet. */
    public FloorWriter() {}

    /** From here on it is written to as well. */
    public void add(Channel connection) {
        if (size == connections.length) {
            connections = Arrays.copyOf(connections, size * 2);
        }
        connections[size++] = connection;
    }

    /** It is gone. */
    void remove(Channel connection) {
        for (int i = 0; i < size; i++) {
            if (connections[i] == connection) {
                connections[i] = connections[--size];
                return;
            }
        }
    }

    /**
     * Writes a buffer to every connection that can take more; releases it.
     *
     * @param messages how many it holds
     */
    @SuppressWarnings("FutureReturnValueIgnored") // a failed write closes its connection by itself
    public void write(ByteBuf shared, int messages) {
        try {
            for (int i = 0; i < size; i++) {
                Channel connection = connections[i];
                if (connection.isWritable()) {
                    connection.writeAndFlush(shared.retainedDuplicate(), connection.voidPromise());
                    writes++;
                    deliveries += messages;
                } else {
                    skipped += messages;
                }
            }
        } finally {
            shared.release();
        }
    }

    int size() {
        return size;
    }

    long writes() {
        return writes;
    }

    long deliveries() {
        return deliveries;
    }

    long skipped() {
        return skipped;
    }
}
