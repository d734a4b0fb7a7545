package dev.halley.comet.frames;

import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one drain writes to one room, or to everyone: messages in order, merged into segments. For
 * members that are asked for the operation a second set of segments is made, cut where the
 * operation changes. Both are cut between messages that have a place and messages that have none:
 * who is behind in the stream gets the former later, and the latter now or never.
 */
public final class MessageBatch {
    private final List<Message> messages = new ArrayList<>();
    private final int maxBytes;
    private final ByteBufAllocator allocator;
    private @Nullable List<Segment> merged;
    private @Nullable List<Segment> byOperation;

    /**
     * An empty batch.
     *
     * @param maxBytes size up to which messages are merged into one segment
     * @param allocator of the segments
     */
    public MessageBatch(int maxBytes, ByteBufAllocator allocator) {
        this.maxBytes = maxBytes;
        this.allocator = allocator;
    }

    /** Adds a message behind the others; not after segments were asked for. */
    public void add(Message message) {
        messages.add(message);
    }

    /** The messages, which may be taken out before segments are asked for. */
    public List<Message> messages() {
        return messages;
    }

    /** Whether no message is left. */
    public boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Everything, for those who get every operation. */
    public List<Segment> merged() {
        List<Segment> segments = merged;
        if (segments == null) {
            segments = cut(false);
            merged = segments;
        }
        return segments;
    }

    /** The same, each segment of one operation. */
    public List<Segment> byOperation() {
        List<Segment> segments = byOperation;
        if (segments == null) {
            segments = cut(true);
            byOperation = segments;
        }
        return segments;
    }

    /** Releases the segments made so far. */
    public void release() {
        release(merged);
        release(byOperation);
    }

    private List<Segment> cut(boolean atOperation) {
        List<Segment> segments = new ArrayList<>(1);
        int from = 0;
        int bytes = 0;
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            int length = Segment.frameLength(message);
            boolean tooLong = bytes + length > maxBytes;
            boolean differs = differ(message, messages.get(from), atOperation);
            if (i > from && (tooLong || differs)) {
                segments.add(new Segment(messages.subList(from, i), allocator));
                from = i;
                bytes = 0;
            }
            bytes += length;
        }
        if (from < messages.size()) {
            segments.add(new Segment(messages.subList(from, messages.size()), allocator));
        }
        return segments;
    }

    private static boolean differ(Message message, Message first, boolean atOperation) {
        return message.place().isNone() != first.place().isNone()
                || (atOperation && message.operation() != first.operation());
    }

    private static void release(@Nullable List<Segment> segments) {
        if (segments != null) {
            segments.forEach(Segment::release);
        }
    }
}
