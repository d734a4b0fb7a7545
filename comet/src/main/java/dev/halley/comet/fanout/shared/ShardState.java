package dev.halley.comet.fanout.shared;

import dev.halley.comet.fanout.pacing.BroadcastLane;
import dev.halley.comet.members.ShardRooms;
import dev.halley.comet.members.ShardSessions;

/** Whom a shard writes to, and the broadcasts that wait. */
public record ShardState(ShardSessions sessions, ShardRooms rooms, BroadcastLane lane) {}
