package dev.halley.simulation.kafka;

import dev.halley.api.record.Record;
import dev.halley.job.record.LogId;
import java.util.ArrayList;
import java.util.List;

/** One partition of a topic, and how far the group has committed it. */
public final class Partition {
    private final LogId id;
    private final List<Entry> entries = new ArrayList<>();
    private int leaderEpoch;
    private long committed;

    Partition(LogId id) {
        this.id = id;
    }

    /** Which one. */
    public LogId id() {
        return id;
    }

    /** Keeps a record for good; its place. */
    public Entry append(Record record) {
        Entry entry = new Entry(leaderEpoch, entries.size(), record);
        entries.add(entry);
        return entry;
    }

    /** Another broker leads from now on; nothing is lost. */
    public void electLeader() {
        leaderEpoch++;
    }

    /** Records from this place on, at most so many. */
    public List<Entry> read(long from, int most) {
        int to = (int) Math.min(entries.size(), from + most);
        return from >= to ? List.of() : List.copyOf(entries.subList((int) from, to));
    }

    /** The record at this place. */
    public Entry entry(long offset) {
        return entries.get((int) offset);
    }

    /** The place of the next record. */
    public long end() {
        return entries.size();
    }

    /** Everything before this place is committed. */
    public long committed() {
        return committed;
    }

    @Override
    public String toString() {
        return "%s committed %d of %d".formatted(id, committed, entries.size());
    }

    void commit(long next) {
        committed = next;
    }
}
