package dev.halley.comet.members;

import dev.halley.comet.streams.StreamCursor;
import dev.halley.comet.streams.StreamPoint;
import org.jspecify.annotations.Nullable;

/**
 * A stream in which a member is behind its live messages: it gets none of them until it has caught
 * up. A member that is behind in several has a chain of these; nearly all have none.
 */
public final class Behind {
    private final String stream;
    private final @Nullable RoomMembers room;
    private final StreamCursor cursor;
    private long kept;
    private boolean reading;

    @Nullable Behind next;

    Behind(String stream, @Nullable RoomMembers room, StreamPoint at) {
        this.stream = stream;
        this.room = room;
        this.cursor = StreamCursor.ofBehind(at);
    }

    /** Name of the stream. */
    public String stream() {
        return stream;
    }

    /** The room whose stream it is; null: the member's own. */
    public @Nullable RoomMembers room() {
        return room;
    }

    /** How far the member is. */
    public StreamCursor cursor() {
        return cursor;
    }

    /** Sets the ticket of what was read behind its place already. */
    public void kept(long ticket) {
        kept = ticket;
    }

    /** Takes the ticket of what was read behind its place already; 0: nothing was. */
    public long takeKept() {
        long taken = kept;
        kept = 0;
        return taken;
    }

    /** Whether a page is being read for it. */
    public boolean isReading() {
        return reading;
    }

    /** Notes whether a page is being read for it. */
    public void reading(boolean now) {
        reading = now;
    }
}
