package dev.halley.comet.fanout;

/** Whom a shard writes to, and the broadcasts that wait. */
record ShardState(ShardSessions sessions, ShardRooms rooms, BroadcastLane lane) {}
