package dev.halley.benchmarks.audit;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one session has seen of the sequences pushed to it, over all its connections, exactly:
 * nothing is guessed from totals. Not for several threads.
 *
 * <p>A message that was accepted and never came is
 *
 * <ul>
 *   <li>lost, when a connection brought something before it and something after it; when it was
 *       sent during a connection that brought something after it, or that stayed to the end;
 *   <li>in flight, when it was sent during a connection that was cut before anything later came;
 *   <li>missed while away, when it was sent while there was no connection.
 * </ul>
 *
 * A connection begins with the reply to AUTH: from there on the session is reachable by what is
 * sent.
 */
public final class SessionAudit implements Receipts {

    private final SeenSequences seen;
    private final List<Connection> connections = new ArrayList<>(1);
    private @Nullable Connection present;

    /** Has seen nothing of so many senders, and has no connection. */
    public SessionAudit(int senders) {
        seen = new SeenSequences(senders);
    }

    @Override
    public int senders() {
        return seen.senders();
    }

    @Override
    public void online(long nanos) {
        present = new Connection(seen.senders(), nanos);
        connections.add(present);
    }

    /** One that is never cut counts as having stayed to the end. */
    @Override
    public void cut(long nanos) {
        requireNonNull(present, "present").cut(nanos);
    }

    @Override
    public Arrival arrived(int sender, int sequence) {
        if (!seen.add(sender, sequence)) {
            // It proves nothing about what this connection had to bring.
            return Arrival.DUPLICATE;
        }
        boolean late = requireNonNull(present, "present").brought(sender, sequence);
        return late ? Arrival.REORDERED : Arrival.NEW;
    }

    @Override
    public boolean wasOnline() {
        return !connections.isEmpty();
    }

    @Override
    public void sort(int target, PushedSequences pushed, Missing missing) {
        if (!wasOnline()) {
            return;
        }
        for (int slot = 0; slot < seen.senders(); slot++) {
            int sender = slot;
            seen.forEachMissing(
                    sender,
                    pushed.sequences(target, sender),
                    at -> sort(missing, pushed, new Message(target, sender, at)));
        }
    }

    private record Message(int target, int sender, int sequence) {}

    private void sort(Missing missing, PushedSequences pushed, Message message) {
        int target = message.target;
        int sender = message.sender;
        int sequence = message.sequence;
        if (!pushed.accepted(target, sender, sequence)) {
            return;
        }
        long sent = pushed.sentNanos(target, sender, sequence);
        Connection during = null;
        boolean hole = false;
        for (Connection connection : connections) {
            during = connection.upAt(sent) ? connection : during;
            hole |= connection.hasAround(sender, sequence);
        }
        if (hole || (during != null && hadToBring(during, message))) {
            missing.addLost(
                    new LostMessage(target, sender, sequence, hole),
                    pushed.measured(target, sender, sequence));
        } else if (during == null) {
            missing.addWhileAway();
        } else {
            missing.addInFlight(during.endNanos() - sent);
        }
    }

    private static boolean hadToBring(Connection connection, Message message) {
        return !connection.isCut() || connection.broughtLater(message.sender, message.sequence);
    }
}
