package dev.halley.comet.members;

import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.Place;
import dev.halley.comet.frames.Segment;
import dev.halley.comet.streams.StreamPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Direct pushes to a session whose AUTH is not answered yet: they come after the answer. Its route
 * is known from the moment logic registers it, and its first room may still wait for the jobs.
 */
public final class HeldPushes {
    private static final int MAX_MESSAGES = 64;
    private static final int MAX_BYTES = 256 * 1024;

    private final List<Message> messages = new ArrayList<>(2);
    private int bytes;
    private Place lost = Place.NONE;

    HeldPushes() {}

    /**
     * False when it is full: the message is to be read from its stream later, or lost and to be
     * counted if it has none.
     */
    public boolean add(Message message) {
        int length = Segment.frameLength(message);
        if (messages.size() == MAX_MESSAGES || bytes + length > MAX_BYTES) {
            lost = message.place().isNone() ? lost : message.place();
            return false;
        }
        messages.add(message);
        bytes += length;
        return true;
    }

    /** Whether what is held of a stream comes behind a place in it. */
    public boolean isBehind(StreamPoint point) {
        for (Message message : messages) {
            Place place = message.place();
            if (!place.isNone()) {
                return place.epoch() == point.epoch()
                        ? place.offset() > point.offset()
                        : place.lineage().contains(point.epoch());
            }
        }
        return true;
    }

    /** Place of the last message that did not fit. */
    public Place lost() {
        return lost;
    }

    /** What is held, oldest first. */
    public List<Message> messages() {
        return messages;
    }
}
