package dev.halley.wire;

import io.netty.buffer.ByteBuf;

/** Takes what a decoder found. The buffer is the decoder's: valid during the call only. */
public interface FrameSink {
    /**
     * A whole frame, its lengths checked. Read it with {@link FrameHeader}.
     *
     * @param frame where it starts in the buffer
     * @return true to be given the next one; false to have the decoder keep the rest until {@link
     *     StreamDecoder#resume}
     */
    boolean frame(ByteBuf buffer, int frame);

    /**
     * A WebSocket text message, unmasked; only from a decoder of text.
     *
     * @param index where its payload starts
     * @param length bytes of the payload
     * @return as {@link #frame}
     */
    default boolean text(ByteBuf buffer, int index, int length) {
        return true;
    }

    /**
     * A WebSocket control frame, unmasked. TCP has none.
     *
     * @param opcode {@link WebSocketFrames#CLOSE}, {@link WebSocketFrames#PING} or {@link
     *     WebSocketFrames#PONG}
     * @param index where its payload starts
     * @param length bytes of the payload, at most 125
     * @return as {@link #frame}
     */
    default boolean control(int opcode, ByteBuf buffer, int index, int length) {
        return true;
    }
}
