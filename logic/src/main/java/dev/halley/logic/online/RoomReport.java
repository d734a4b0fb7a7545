package dev.halley.logic.online;

import java.util.Map;

/**
 * What a comet says about its rooms.
 *
 * @param snapshot the whole of it; else what changed since its last report
 * @param members members by room; 0: none any more
 * @param sessions sessions on this comet
 * @param addresses distinct remote addresses on this comet
 */
public record RoomReport(
        boolean snapshot, Map<String, Integer> members, int sessions, int addresses) {}
