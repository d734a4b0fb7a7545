package dev.halley.comet.interest;

import dev.halley.comet.members.RoomKey;
import java.util.List;

/**
 * A frame of interest.
 *
 * @param version what the job answers with, once it has a complete update
 * @param snapshot whether it is part of a snapshot
 * @param complete whether it is the last frame of its update
 * @param joined rooms that have members now
 * @param left rooms that have none any more
 */
public record InterestUpdate(
        long version,
        boolean snapshot,
        boolean complete,
        List<RoomKey> joined,
        List<RoomKey> left) {}
