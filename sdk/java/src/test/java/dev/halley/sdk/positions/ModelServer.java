package dev.halley.sdk.positions;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One stream and one connection to it: what a server may do to a client, by the rules. What is on
 * the connection arrives in order, or not at all once it is cut.
 */
final class ModelServer {

    /** Something that arrives at the client. */
    interface Event extends Consumer<WatchedClient> {}

    private final Deque<Event> connection = new ArrayDeque<>();
    private final Set<StreamPosition> invisible = new HashSet<>();
    private int epoch = 1;
    private long tip;
    private long first = 1;
    private boolean connected;

    /** Appends; a message that the session filters only moves the position. */
    void push(boolean visible) {
        tip++;
        StreamPosition place = new StreamPosition(epoch, tip);
        if (!visible) {
            invisible.add(place);
        }
        send(place);
    }

    /** Sends again what was sent before, as after a partition that moved. */
    void repeat(long back) {
        if (connected && tip - back >= first) {
            send(new StreamPosition(epoch, tip - back));
        }
    }

    /** Appends messages that it cannot send, and says so. */
    void skip(int count) {
        long from = tip + 1;
        tip += count;
        Gap gap = new Gap("s", epoch, from, tip);
        emit(client -> client.gap(gap));
    }

    /** Forgets what is old. */
    void trim(int keep) {
        first = Math.max(first, tip - keep + 1);
    }

    /** Loses everything, and begins another epoch behind the same offset. */
    void wipe(boolean announced) {
        epoch++;
        first = tip + 1;
        if (announced) {
            Gap gap = new Gap("s", epoch, 1, tip);
            emit(client -> client.gap(gap));
        }
    }

    void deliver(WatchedClient client) {
        Event event = connection.poll();
        if (event != null) {
            event.accept(client);
        }
    }

    void deliverAll(WatchedClient client) {
        while (!connection.isEmpty()) {
            deliver(client);
        }
    }

    void cut(WatchedClient client) {
        connection.clear();
        connected = false;
        client.cut();
    }

    void connect(WatchedClient client) {
        if (connected) {
            return;
        }
        connected = true;
        recover(client.ask());
    }

    boolean visible(StreamPosition place) {
        return !invisible.contains(place);
    }

    StreamPosition tip() {
        return new StreamPosition(epoch, tip);
    }

    private void recover(Optional<StreamPosition> asked) {
        boolean recovered =
                asked.filter(place -> place.epoch() == epoch)
                        .filter(place -> place.offset() >= first - 1 && place.offset() <= tip)
                        .isPresent();
        StreamPosition now = tip();
        emit(client -> client.answer(recovered, now));
        if (recovered) {
            for (long offset = asked.orElseThrow().offset() + 1; offset <= tip; offset++) {
                send(new StreamPosition(epoch, offset));
            }
        }
    }

    private void send(StreamPosition place) {
        emit(visible(place) ? client -> client.offer(place) : client -> client.moved(place));
    }

    private void emit(Event event) {
        if (connected) {
            connection.add(event);
        }
    }
}
