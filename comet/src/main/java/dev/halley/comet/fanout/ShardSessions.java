package dev.halley.comet.fanout;

import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Everyone on one shard: a dense array to walk, and a map to find a session by id. */
final class ShardSessions {
    private final LongObjectMap<Member> byId = new LongObjectHashMap<>();
    private Member[] everyone = new Member[64];
    private volatile int size;

    /** May be read on any thread. */
    int size() {
        return size;
    }

    Member get(int index) {
        return everyone[index];
    }

    @Nullable Member byId(long sessionId) {
        return byId.get(sessionId);
    }

    boolean contains(Member member) {
        return member.everyoneIndex >= 0;
    }

    void add(Member member) {
        int place = size;
        if (place == everyone.length) {
            everyone = Arrays.copyOf(everyone, place * 2);
        }
        everyone[place] = member;
        member.everyoneIndex = place;
        byId.put(member.sessionId(), member);
        size = place + 1;
    }

    void remove(Member member) {
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
    long[] ids() {
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
