package dev.halley.comet.members;

import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.Segment;
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

    HeldPushes() {}

    /** False when it is full: the message is lost, and to be counted. */
    public boolean add(Message message) {
        int length = Segment.frameLength(message);
        if (messages.size() == MAX_MESSAGES || bytes + length > MAX_BYTES) {
            return false;
        }
        messages.add(message);
        bytes += length;
        return true;
    }

    /** What is held, oldest first. */
    public List<Message> messages() {
        return messages;
    }
}
