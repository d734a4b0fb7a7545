package dev.halley.comet.members;

import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Everyone on one shard: a dense array to walk, and a map to find a session by id. And who is
 * expected: has sent AUTH, and logic has not answered.
 */
public final class ShardSessions {
    private final LongObjectMap<Member> byId = new LongObjectHashMap<>();
    private final LongObjectMap<ExpectedSession> expected = new LongObjectHashMap<>();
    private Member[] everyone = new Member[64];
    private volatile int size;

    /** How many. May be read on any thread. */
    public int size() {
        return size;
    }

    /** The session at a place from 0 to size - 1; places change when someone leaves. */
    public Member get(int index) {
        return everyone[index];
    }

    /** The session with this id; null: not here. */
    public @Nullable Member byId(long sessionId) {
        return byId.get(sessionId);
    }

    /** Whether the session is in a shard, which is always its own. */
    public boolean contains(Member member) {
        return member.everyoneIndex >= 0;
    }

    /** Logic is asked about a session with this id. */
    public void expect(long sessionId) {
        expected.put(sessionId, new ExpectedSession());
    }

    /** The session with this id that is expected; null: there is none. */
    public @Nullable ExpectedSession expected(long sessionId) {
        return expected.get(sessionId);
    }

    /**
     * The session with this id will not come. Nothing happens when it is not expected.
     *
     * @return how much has waited for it
     */
    public int forget(long sessionId) {
        ExpectedSession gone = expected.remove(sessionId);
        if (gone == null) {
            return 0;
        }
        gone.gone();
        return gone.dropped();
    }

    /**
     * A session that was expected, or not, has been added. Its direct pushes wait until it is open;
     * what has come for it before is for it now, which may end it at once.
     *
     * @return how much has waited that is not for it
     */
    public int arrived(Member member) {
        ExpectedSession before = expected.remove(member.sessionId());
        ExpectedSession known = before == null ? new ExpectedSession() : before;
        known.arrived(member);
        return known.dropped();
    }

    /** Adds a session that is in no shard. */
    public void add(Member member) {
        int place = size;
        if (place == everyone.length) {
            everyone = Arrays.copyOf(everyone, place * 2);
        }
        everyone[place] = member;
        member.everyoneIndex = place;
        byId.put(member.sessionId(), member);
        size = place + 1;
    }

    /** Takes out a session that is here. */
    public void remove(Member member) {
        int lastPlace = size - 1;
        Member last = everyone[lastPlace];
        everyone[member.everyoneIndex] = last;
        last.everyoneIndex = member.everyoneIndex;
        member.everyoneIndex = -1;
        byId.remove(member.sessionId());
        clear(lastPlace);
        size = lastPlace;
    }

    /** Ids of all, in no order. */
    public long[] ids() {
        long[] ids = new long[size];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = everyone[i].sessionId();
        }
        return ids;
    }

    @SuppressWarnings("NullAway") // places from size on hold nothing and are not read
    private void clear(int index) {
        everyone[index] = null;
    }
}
