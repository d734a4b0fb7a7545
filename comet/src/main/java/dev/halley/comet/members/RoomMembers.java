package dev.halley.comet.members;

import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.MessageBatch;
import dev.halley.comet.streams.StreamCursor;
import dev.halley.comet.streams.StreamKey;
import dev.halley.comet.streams.StreamPoint;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members that one room has on one shard, as a dense array: a drain walks it from end to end,
 * and leaving is a swap with the last. Each member knows its place here.
 */
public final class RoomMembers {
    private static final int FIRST_CAPACITY = 4;

    private final RoomKey key;
    private final StreamKey stream;
    private Member[] members = new Member[FIRST_CAPACITY];
    private int size;

    /** Members that wait until the jobs know of the room; they are counted, but get nothing. */
    int reserved;

    private @Nullable MessageBatch pending;
    private @Nullable StreamCursor cursor;
    private boolean streamless;
    private boolean checking;
    private boolean reading;
    private boolean wrote;
    private boolean everWritten;
    private long writtenNanos;
    private int lastOperation;
    private boolean lastHidden;

    RoomMembers(RoomKey key) {
        this.key = key;
        this.stream = StreamKey.ofRoom(key.app(), key.name());
    }

    /** Which room. */
    public RoomKey key() {
        return key;
    }

    /** Its stream, if it has one. */
    public StreamKey stream() {
        return stream;
    }

    /** How many members get its messages. */
    public int size() {
        return size;
    }

    /** The member at a place from 0 to size - 1; places change when someone leaves. */
    public Member get(int index) {
        return members[index];
    }

    /** A view; only until the room changes. */
    public List<Member> asList() {
        return Arrays.asList(members).subList(0, size);
    }

    /** How far this shard is in the room's stream; made when first asked for. */
    public StreamCursor cursor() {
        StreamCursor known = cursor;
        if (known == null) {
            known = new StreamCursor();
            cursor = known;
        }
        return known;
    }

    /** As {@link #cursor}; null: nobody has asked for it. */
    public @Nullable StreamCursor cursorIfAny() {
        return cursor;
    }

    /**
     * Where live messages begin for who joins now: behind what was written. What is gathered is still
     * to be written to all. Epoch 0: the room is at no place.
     */
    public StreamPoint cut() {
        StreamCursor known = cursor;
        if (known == null || !known.isKnown()) {
            return StreamPoint.NONE;
        }
        MessageBatch gathered = pending;
        if (gathered != null) {
            for (Message message : gathered.messages()) {
                if (!message.place().isNone()) {
                    return StreamPoint.before(message.place());
                }
            }
        }
        return known.at();
    }

    /** Notes whether streams of the room's type are off: then nobody waits for its place. */
    public void streamless(boolean now) {
        streamless = now;
    }

    /** Whether it was found to have no stream. */
    public boolean isStreamless() {
        return streamless;
    }

    /** Notes the last message that was written to the room, or dropped because it had expired. */
    public void wrote(int operation, boolean hidden) {
        wrote = true;
        lastOperation = operation;
        lastHidden = hidden;
    }

    /** Notes when its members were written to. */
    public void writtenAt(long nanos) {
        everWritten = true;
        writtenNanos = nanos;
    }

    /** Whether its members were written to nothing for so long. */
    public boolean isQuiet(long now, long nanos) {
        return !everWritten || now - writtenNanos >= nanos;
    }

    /** Notes that members were told of where the stream is. */
    public void told() {
        wrote = false;
        lastHidden = false;
    }

    /** Whether the last message was nothing for this member to see. */
    public boolean isLastHidden(Member member) {
        boolean filtered = wrote && member.filtersRooms() && !member.accepts(lastOperation);
        return pending == null && (lastHidden || filtered);
    }

    /** Whether the stream is being read for this shard; there is one read at a time. */
    public boolean isReading() {
        return reading;
    }

    /** Whether it is being asked where the stream ends, to compare. */
    public boolean isChecking() {
        return checking;
    }

    /** Notes whether it is being asked. */
    public void checking(boolean now) {
        checking = now;
    }

    /** Notes whether the stream is being read. */
    public void reading(boolean now) {
        reading = now;
    }

    /** What the next drain writes to this room; null: nothing. */
    public @Nullable MessageBatch pending() {
        return pending;
    }

    /** Sets what the next drain writes to this room. */
    public void gather(MessageBatch batch) {
        pending = batch;
    }

    /** Takes what is to be written; null: nothing. */
    public @Nullable MessageBatch takePending() {
        MessageBatch taken = pending;
        pending = null;
        return taken;
    }

    /** False when it is in the room already. */
    boolean add(Member member) {
        if (!Memberships.put(member, this, size)) {
            return false;
        }
        if (size == members.length) {
            members = Arrays.copyOf(members, size + (size >> 1) + 1);
        }
        members[size++] = member;
        return true;
    }

    /** False when it is not in the room. */
    boolean remove(Member member) {
        int index = Memberships.take(member, this);
        if (index < 0) {
            return false;
        }
        if (member.isBehind()) {
            member.caughtUp(stream.name());
        }
        Member last = members[--size];
        members[index] = last;
        if (last != member) {
            Memberships.moved(last, this, index);
        }
        clear(size);
        shrink();
        return true;
    }

    @SuppressWarnings("NullAway") // places from size on hold nothing and are not read
    private void clear(int index) {
        members[index] = null;
    }

    /** A room that was large once does not keep its array. */
    private void shrink() {
        if (members.length > 64 && size < members.length / 4) {
            members = Arrays.copyOf(members, members.length / 2);
        }
    }
}
