package dev.halley.simulation.redis;

import dev.halley.api.record.FormerEpoch;
import dev.halley.api.record.Lineage;
import dev.halley.job.record.LogId;
import dev.halley.job.record.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One stream as Redis has it: the head, the entries, and which positions they came from. */
final class StoredStream {
    private static final int MAX_FORMER = 4;

    int epoch;
    long last;
    String master = "";
    @Nullable LogId log;
    Position highest = Position.NOTHING;
    Position committed = Position.NOTHING;
    Position lostFrom = Position.NOTHING;
    Position lostTill = Position.NOTHING;
    final Map<Position, Long> seen = new HashMap<>();
    final Map<Long, Long> once = new HashMap<>();
    final TreeMap<Long, Long> entries = new TreeMap<>();

    /** Epochs that are over, the oldest first, each with the last offset that was kept of it. */
    final List<FormerEpoch> former = new ArrayList<>();

    /** All that was ever appended to it, kept or not. */
    final Set<Long> ids = new HashSet<>();

    StoredStream() {}

    StoredStream copy() {
        StoredStream copy = new StoredStream();
        copy.epoch = epoch;
        copy.last = last;
        copy.master = master;
        copy.log = log;
        copy.highest = highest;
        copy.committed = committed;
        copy.lostFrom = lostFrom;
        copy.lostTill = lostTill;
        copy.seen.putAll(seen);
        copy.once.putAll(once);
        copy.entries.putAll(entries);
        copy.former.addAll(former);
        copy.ids.addAll(ids);
        return copy;
    }

    Lineage lineage() {
        return Lineage.newBuilder().addAllFormer(former).build();
    }

    void isOver(int over, long lastKept) {
        former.add(FormerEpoch.newBuilder().setEpoch(over).setLast(lastKept).build());
        if (former.size() > MAX_FORMER) {
            former.remove(0);
        }
    }

    long first() {
        return entries.isEmpty() ? last + 1 : entries.firstKey();
    }
}
