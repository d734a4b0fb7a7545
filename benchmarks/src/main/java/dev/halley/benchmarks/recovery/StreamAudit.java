package dev.halley.benchmarks.recovery;

import dev.halley.benchmarks.audit.Arrival;
import dev.halley.benchmarks.audit.LostMessage;
import dev.halley.benchmarks.audit.Missing;
import dev.halley.benchmarks.audit.PushedSequences;
import dev.halley.benchmarks.audit.Receipts;
import dev.halley.benchmarks.audit.SeenSequences;
import java.util.ArrayList;
import java.util.List;

/**
 * What one session of protocol version 2 was handed of its stream. Cuts excuse nothing: everything
 * accepted has to come, once and in order, over all connections together. Only what the server said
 * it would not send is not lost: that a recovery failed, or a gap, in which case the session is told
 * of what was sent before that moment and of which nothing later had come by then. Not for several
 * threads.
 */
public final class StreamAudit implements Receipts {

    private final SeenSequences seen;
    private final List<Tell> tells = new ArrayList<>(1);
    private boolean wasOnline;

    private static final class Tell {

        private final long nanos;
        private final int[] next;

        Tell(long nanos, int[] next) {
            this.nanos = nanos;
            this.next = next;
        }

        boolean covers(int sender, int sequence, long sentNanos) {
            return sequence >= next[sender] && sentNanos - nanos < 0;
        }
    }

    /** Nothing came of so many senders. */
    public StreamAudit(int senders) {
        seen = new SeenSequences(senders);
    }

    @Override
    public void online(long nanos) {
        wasOnline = true;
    }

    @Override
    public void cut(long nanos) {
        // What is sent from here on has to come later.
    }

    @Override
    public boolean wasOnline() {
        return wasOnline;
    }

    @Override
    public int senders() {
        return seen.senders();
    }

    @Override
    public Arrival arrived(int sender, int sequence) {
        boolean late = sequence < seen.next(sender);
        if (!seen.add(sender, sequence)) {
            return Arrival.DUPLICATE;
        }
        return late ? Arrival.REORDERED : Arrival.NEW;
    }

    /** The server says now that something will not come. */
    public void told(long nanos) {
        int[] next = new int[seen.senders()];
        for (int sender = 0; sender < next.length; sender++) {
            next[sender] = seen.next(sender);
        }
        tells.add(new Tell(nanos, next));
    }

    @Override
    public void sort(int target, PushedSequences pushed, Missing missing) {
        if (!wasOnline) {
            return;
        }
        for (int slot = 0; slot < seen.senders(); slot++) {
            int sender = slot;
            seen.forEachMissing(
                    sender,
                    pushed.sequences(target, sender),
                    sequence -> {
                        if (pushed.accepted(target, sender, sequence)) {
                            sort(missing, pushed, new Message(target, sender, sequence));
                        }
                    });
        }
    }

    private record Message(int target, int sender, int sequence) {}

    private void sort(Missing missing, PushedSequences pushed, Message message) {
        long sent = pushed.sentNanos(message.target, message.sender, message.sequence);
        if (tells.stream().anyMatch(tell -> tell.covers(message.sender, message.sequence, sent))) {
            missing.addTold();
        } else {
            missing.addLost(
                    new LostMessage(
                            message.target,
                            message.sender,
                            message.sequence,
                            message.sequence < seen.next(message.sender)),
                    pushed.measured(message.target, message.sender, message.sequence));
        }
    }
}
