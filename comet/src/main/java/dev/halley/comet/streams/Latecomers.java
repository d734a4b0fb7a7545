package dev.halley.comet.streams;

import dev.halley.comet.frames.Message;

/**
 * Messages on their way to readers who were there before it was known where the stream ends: they are
 * not behind that end for them. They come in order, each is taken once. Once a message behind that end
 * has gone out, only one that was accepted after it still comes in its turn: one that stands before a
 * message that Redis lost, and that was appended again. Which was accepted first is told by the
 * ids, so only as well as the clocks of the logics agree.
 */
final class Latecomers {
    private final long upTo;
    private long taken;
    private boolean overtaken;
    private long newestId;

    /** Messages up to this offset may be late. */
    Latecomers(long upTo) {
        this.upTo = upTo;
    }

    /** Whether it is late, comes for the first time and in its turn. */
    boolean take(Message message) {
        long offset = message.place().offset();
        boolean next = overtaken ? message.messageId() > newestId : offset > taken;
        if (offset > upTo || !next) {
            return false;
        }
        taken = offset;
        newestId = Math.max(newestId, message.messageId());
        return true;
    }

    /** A message behind the end has gone out. */
    void overtakenBy(Message message) {
        overtaken = true;
        newestId = Math.max(newestId, message.messageId());
    }
}
