package dev.halley.comet.interest;

import dev.halley.comet.members.RoomKey;

/**
 * A join that waits for the jobs.
 *
 * @param room the room joined
 * @param version the jobs are to have in force
 * @param then what to run
 * @param sinceNanos when it began to wait
 */
public record InterestWait(RoomKey room, long version, Runnable then, long sinceNanos) {}
