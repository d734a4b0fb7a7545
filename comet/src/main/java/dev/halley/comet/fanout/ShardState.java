package dev.halley.comet.fanout;

import dev.halley.comet.members.ShardRooms;
import dev.halley.comet.members.ShardSessions;

/** Whom a shard writes to, and the broadcasts that wait. */
record ShardState(ShardSessions sessions, ShardRooms rooms, BroadcastLane lane) {}
