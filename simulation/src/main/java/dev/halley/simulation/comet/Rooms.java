package dev.halley.simulation.comet;

import dev.halley.comet.members.RoomKey;
import dev.halley.comet.streams.RecentRoom;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rooms with members on a comet: how many there are, and on which shards. */
final class Rooms {
    private final CometNode comet;
    private final Map<RoomKey, Presence> rooms = new LinkedHashMap<>();
    private final Map<RoomKey, RecentRoom> kept = new HashMap<>();

    Rooms(CometNode comet) {
        this.comet = comet;
    }

    int members(RoomKey room) {
        Presence presence = rooms.get(room);
        return presence == null ? 0 : presence.members;
    }

    boolean isInForce(RoomKey room) {
        Presence presence = rooms.get(room);
        return presence != null && presence.inForce;
    }

    void inForce(RoomKey room) {
        Presence presence = rooms.get(room);
        if (presence != null) {
            presence.inForce = true;
        }
    }

    boolean onShard(RoomKey room, int shard) {
        Presence presence = rooms.get(room);
        return presence != null && presence.ofShard[shard] > 0;
    }

    RecentRoom recent(RoomKey room) {
        Presence presence = rooms.get(room);
        return presence == null ? comet.recent().room() : presence.recent;
    }

    private RecentRoom recentOf(RoomKey room) {
        RecentRoom before = kept.remove(room);
        return before == null ? comet.recent().room() : before;
    }

    void enter(RoomKey room, int shard) {
        Presence presence = rooms.computeIfAbsent(room, r -> new Presence(recentOf(r)));
        presence.ofShard[shard]++;
        if (++presence.members == 1) {
            comet.delivery().execute(() -> comet.interest().changed(room));
        }
    }

    void exit(RoomKey room, int shard) {
        Presence presence = rooms.get(room);
        if (presence == null) {
            return;
        }
        presence.ofShard[shard]--;
        if (--presence.members == 0) {
            rooms.remove(room);
            if (comet.around().wiring().forgetsRecent()) {
                comet.recent().forget(presence.recent);
            } else {
                kept.put(room, presence.recent);
            }
            comet.delivery().execute(() -> comet.interest().changed(room));
        }
    }

    private static final class Presence {
        private final int[] ofShard = new int[CometNode.SHARDS];
        private final RecentRoom recent;
        private int members;
        private boolean inForce;

        Presence(RecentRoom recent) {
            this.recent = recent;
        }
    }
}
