package dev.halley.comet.members;

import dev.halley.comet.frames.Lineage;
import dev.halley.comet.frames.Place;
import dev.halley.comet.streams.PastEpochs;
import dev.halley.comet.streams.StreamCursor;
import dev.halley.comet.streams.StreamKey;
import dev.halley.comet.streams.StreamPoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a session is in its user's stream, and in which streams it is behind. Flat, because nearly
 * all sessions miss nothing. Belongs to the shard's event loop.
 */
public abstract class StreamMember {
    /** Its place in its user's stream, flat, while nothing is held; epoch 0: not known. */
    private int ownEpoch;

    private long ownLast;
    private Lineage ownLineage = Lineage.UNKNOWN;

    /** No message of this epoch has come: where the stream ends was told. */
    private boolean ownByWord;

    /** Epochs of its user's stream that it has seen end. */
    private PastEpochs ownPast = PastEpochs.NONE;

    /** Its place while something is. */
    private @Nullable StreamCursor ownCursor;

    /** Streams in which it is behind. */
    private @Nullable Behind behind;

    /** The last message of its user's stream was nothing for it to see. */
    private boolean ownHidden;

    /** At no place, and behind in nothing. */
    StreamMember() {}

    /**
     * Takes the next message of its user's stream; false when it is not the next, and for {@link
     * #ownCursor} to judge. The first one is always the next.
     */
    public final boolean ownNext(Place place) {
        boolean next =
                ownCursor == null
                        && (ownEpoch == 0
                                || (place.epoch() == ownEpoch && place.offset() == ownLast + 1));
        if (next) {
            if (ownEpoch != place.epoch() || place.lineage().isKnown()) {
                ownLineage = place.lineage();
            }
            ownEpoch = place.epoch();
            ownLast = place.offset();
            ownByWord = false;
        }
        return next;
    }

    /** Sets its place in its user's stream, of which it is told. */
    public final void ownAt(StreamPoint at) {
        ownEpoch = at.epoch();
        ownLast = at.offset();
        ownLineage = at.lineage();
        ownByWord = true;
    }

    /** Its place in its user's stream; epoch 0: not known. */
    public final StreamPoint own() {
        StreamCursor cursor = ownCursor;
        return cursor == null ? new StreamPoint(ownEpoch, ownLast, ownLineage) : cursor.at();
    }

    /** What judges messages of its user's stream while one is missing; null: none is. */
    public final @Nullable StreamCursor ownCursor() {
        return ownCursor;
    }

    /** Has one judge from here on. */
    public final StreamCursor beginOwnCursor() {
        StreamCursor cursor = new StreamCursor(own(), ownPast);
        cursor.byWord(ownByWord);
        ownCursor = cursor;
        return cursor;
    }

    /** Nothing is missing any more: it is where the cursor is. */
    public void endOwnCursor(StreamCursor cursor) {
        ownCursor = null;
        ownPast = cursor.past();
        ownAt(cursor.at());
        ownByWord = cursor.isByWord();
    }

    /** Notes whether the last message of its user's stream was something for it to see. */
    public final void ownHidden(boolean hidden) {
        ownHidden = hidden;
    }

    /** Whether the last message of its user's stream was filtered, or had expired. */
    public final boolean isOwnHidden() {
        return ownHidden;
    }

    /** Whether it is behind in any stream. */
    public final boolean isBehind() {
        return behind != null;
    }

    /** Whether it is behind in this one. */
    public final boolean isBehind(String stream) {
        for (Behind at = behind; at != null; at = at.next) {
            if (at.stream().equals(stream)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it still is behind as it was then. */
    public final boolean is(Behind then) {
        for (Behind at = behind; at != null; at = at.next) {
            if (at == then) {
                return true;
            }
        }
        return false;
    }

    /** Where it is behind. */
    public final List<Behind> allBehind() {
        List<Behind> all = new ArrayList<>(1);
        for (Behind at = behind; at != null; at = at.next) {
            all.add(at);
        }
        return all;
    }

    /**
     * From here on it gets nothing live of the stream. What was known of it before is forgotten.
     *
     * @param room whose stream it is; null: its own
     */
    public final Behind fallBehind(@Nullable RoomMembers room, StreamPoint at) {
        String stream =
                room == null ? StreamKey.ofUser(app(), user()).name() : room.stream().name();
        behind = without(stream);
        Behind fresh = new Behind(stream, room, at);
        fresh.next = behind;
        behind = fresh;
        return fresh;
    }

    /** It has caught up with the stream, or is out of the room. */
    public final void caughtUp(String stream) {
        behind = without(stream);
    }

    private @Nullable Behind without(String stream) {
        Behind kept = null;
        for (Behind at = behind; at != null; ) {
            Behind following = at.next;
            if (!at.stream().equals(stream)) {
                at.next = kept;
                kept = at;
            }
            at = following;
        }
        return kept;
    }

    /** The tenant it belongs to. */
    public abstract String app();

    /** Who it belongs to; its own stream is {@code user:<user>}. */
    public abstract String user();
}
