package dev.halley.comet.upstream.rooms;

import dev.halley.comet.members.RoomKey;
import java.util.Map;

/** What a report of rooms is made from. Called on one thread. */
public interface RoomSource {
    /** Members of every room here. */
    Map<RoomKey, Integer> all();

    /** Members of the rooms that changed since the last call; 0: none any more. */
    Map<RoomKey, Integer> changed();

    /** Sessions here. */
    int sessions();

    /** Distinct remote addresses of them. */
    int addresses();
}
