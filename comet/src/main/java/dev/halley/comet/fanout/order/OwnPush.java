package dev.halley.comet.fanout.order;

import dev.halley.comet.fanout.inbox.Receipt;
import dev.halley.comet.frames.Message;
import dev.halley.comet.streams.Streamed;
import org.jspecify.annotations.Nullable;

/**
 * A direct push that its user's stream is to judge.
 *
 * @param receipt held until the push is dealt with; null: released already
 */
record OwnPush(Message message, @Nullable Receipt receipt) implements Streamed {
    static OwnPush of(Message message) {
        return new OwnPush(message, null);
    }

    static OwnPush of(Message message, Receipt receipt) {
        return new OwnPush(message, receipt);
    }

    void hold() {
        if (receipt != null) {
            receipt.hold();
        }
    }
}
