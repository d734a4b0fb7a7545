package dev.halley.comet.streams;

import dev.halley.comet.frames.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest messages of one room, without a hole. Guarded by the {@link RecentMessages} it belongs
 * to.
 */
public final class RecentRoom {
    /** What a message costs beside its payload: its record, times, place, slot. */
    private static final int OVERHEAD_BYTES = 160;

    private static final int FIRST_CAPACITY = 8;

    /** So much is written to a session that catches up before it is asked whether it can take more. */
    private static final long MAX_FOUND_BYTES = 256 * 1024;

    @Nullable RecentRoom older;
    @Nullable RecentRoom newer;
    boolean gone;

    private @Nullable Message[] ring = new Message[FIRST_CAPACITY];
    private int head;
    private int size;
    private int epoch;
    private long first;
    private long bytes;

    RecentRoom() {}

    long bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** Adds the next one; false when it is none: it was there before. */
    boolean add(Message message) {
        int at = message.place().epoch();
        long offset = message.place().offset();
        if (at == epoch && offset < first + size) {
            return false;
        }
        if (at != epoch || offset != first + size) {
            clear();
            epoch = at;
            first = offset;
        }
        if (size == ring.length) {
            grow();
        }
        ring[(head + size++) % ring.length] = message;
        bytes += cost(message);
        return true;
    }

    /** Takes the oldest out. */
    void trim() {
        Message oldest = ring[head];
        ring[head] = null;
        head = (head + 1) % ring.length;
        size--;
        first++;
        bytes -= oldest == null ? 0 : cost(oldest);
    }

    void clear() {
        ring = new Message[FIRST_CAPACITY];
        head = 0;
        size = 0;
        bytes = 0;
        epoch = 0;
    }

    /** Those behind a place; empty when the next one is not here. */
    List<Message> after(int inEpoch, long after, int most) {
        if (inEpoch != epoch || after + 1 < first) {
            return List.of();
        }
        List<Message> found = new ArrayList<>();
        long foundBytes = 0;
        for (long i = after + 1 - first; i < size && found.size() < most; i++) {
            Message message = ring[(int) ((head + i) % ring.length)];
            if (message != null) {
                found.add(message);
                foundBytes += message.payload().length;
            }
            if (foundBytes > MAX_FOUND_BYTES) {
                break;
            }
        }
        return found;
    }

    static long cost(Message message) {
        return (long) message.payload().length + OVERHEAD_BYTES;
    }

    private void grow() {
        @Nullable Message[] larger = new Message[ring.length * 2];
        for (int i = 0; i < size; i++) {
            larger[i] = ring[(head + i) % ring.length];
        }
        ring = larger;
        head = 0;
    }
}
