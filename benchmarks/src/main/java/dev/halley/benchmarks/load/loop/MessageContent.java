package dev.halley.benchmarks.load.loop;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What the bytes of a TCP connection, or those within messages of WebSocket, are made of. */
interface MessageContent {

    /**
     * Takes one piece, if it is whole.
     *
     * @param at where it begins
     * @param end of what has been read
     * @param left bytes of the message from there on, also those still to come
     * @return where the next one begins; {@code at} if it has to wait for more
     * @throws dev.halley.benchmarks.client.BrokenStreamException if the server closed in-band, or
     *     sent what it cannot mean
     */
    int take(ByteBuffer in, int at, int end, long left, long nowNanos);

    /** What the server waits for since this was asked last; null: nothing. */
    default @Nullable ByteBuffer takeAnswer() {
        return null;
    }
}
