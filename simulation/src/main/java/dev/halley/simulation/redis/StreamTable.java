package dev.halley.simulation.redis;

import dev.halley.job.append.AppendAnswer;
import dev.halley.job.append.AppendRequest;
import dev.halley.simulation.around.Wiring;
import dev.halley.simulation.check.Violation;
import dev.halley.simulation.schedule.Chance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The streams in Redis. Remembers beside them, for ever, which message every place was given to: no
 * place may have two.
 */
public final class StreamTable {
    private static final int PAGE = 4;

    private final Chance chance;
    private final Map<Place, Long> given = new HashMap<>();
    private final Map<String, List<Integer>> epochs = new HashMap<>();
    private Map<String, StoredStream> streams = new LinkedHashMap<>();
    private @Nullable Map<String, StoredStream> saved;

    StreamTable(Chance chance) {
        this.chance = chance;
    }

    private record Place(String stream, int epoch, long offset) {}

    /**
     * Runs the script of an append.
     *
     * @param placed told of each message that is given a place
     */
    public AppendAnswer append(
            AppendRequest request, String master, Wiring wiring, LongConsumer placed) {
        String name = request.target().name().text();
        StoredStream stream = streams.computeIfAbsent(name, n -> new StoredStream());
        AppendRun run =
                new AppendRun(
                        request,
                        stream,
                        master,
                        wiring,
                        (offset, id) -> {
                            note(name, stream, offset, id);
                            if (!stream.ids.add(id)) {
                                throw new Violation(id + " is in " + name + " twice");
                            }
                            placed.accept(id);
                        });
        AppendAnswer answer = run.answer();
        if (answer.epoch().begun()) {
            // What was kept has the same place in the new epoch.
            stream.entries.forEach((offset, id) -> note(name, stream, offset, id));
        }
        return answer;
    }

    private void note(String name, StoredStream stream, long offset, long messageId) {
        List<Integer> known = epochs.computeIfAbsent(name, n -> new ArrayList<>());
        if (!known.contains(stream.epoch)) {
            known.add(stream.epoch);
        }
        Long before = given.put(new Place(name, stream.epoch, offset), messageId);
        if (before != null && before != messageId) {
            throw new Violation(
                    "%s %d/%d is %d and was %d"
                            .formatted(name, stream.epoch, offset, messageId, before));
        }
    }

    /** Whether an epoch began after another one: a Redis that lost its tail is back in the other. */
    public boolean isLater(String stream, int epoch, int other) {
        List<Integer> known = epochs.getOrDefault(stream, List.of());
        return known.indexOf(epoch) > known.indexOf(other);
    }

    /** Which message was given a place; null: none. */
    public @Nullable Long at(String stream, int epoch, long offset) {
        return given.get(new Place(stream, epoch, offset));
    }

    /** Where a stream ends, only looked at; null: it has no head. */
    public @Nullable StreamSlice peek(String name) {
        StoredStream stream = streams.get(name);
        return stream == null || stream.epoch == 0
                ? null
                : new StreamSlice(
                        stream.epoch,
                        stream.first(),
                        stream.last,
                        new TreeMap<>(),
                        stream.lineage());
    }

    /** Where a stream ends; it has a head from now on. */
    public StreamSlice tip(String name, String master) {
        StoredStream stream = streams.computeIfAbsent(name, n -> new StoredStream());
        if (stream.epoch == 0) {
            stream.epoch = chance.between(1, Integer.MAX_VALUE - 1);
            stream.master = master;
        }
        return new StreamSlice(
                stream.epoch, stream.first(), stream.last, new TreeMap<>(), stream.lineage());
    }

    /** A page of what is behind a place. */
    public StreamSlice read(String name, long after, String master) {
        StreamSlice tip = tip(name, master);
        TreeMap<Long, Long> page = new TreeMap<>();
        for (Map.Entry<Long, Long> entry :
                streams.getOrDefault(name, new StoredStream())
                        .entries
                        .tailMap(after + 1)
                        .entrySet()) {
            if (page.size() < PAGE) {
                page.put(entry.getKey(), entry.getValue());
            }
        }
        return new StreamSlice(tip.epoch(), tip.first(), tip.last(), page, tip.lineage());
    }

    /** What Redis would find on its disk. */
    void save() {
        saved = copy();
    }

    private Map<String, StoredStream> copy() {
        Map<String, StoredStream> copy = new LinkedHashMap<>();
        streams.forEach((name, stream) -> copy.put(name, stream.copy()));
        return copy;
    }

    /** Goes back to what was saved last; what came since is lost, and returned. */
    Set<Long> restore() {
        Map<String, StoredStream> disk = saved;
        if (disk == null) {
            return Set.of();
        }
        Set<Long> lost = ids();
        streams = disk;
        saved = copy();
        lost.removeAll(ids());
        return lost;
    }

    /** Forgets everything, which is returned. */
    Set<Long> wipe() {
        Set<Long> lost = ids();
        streams = new LinkedHashMap<>();
        saved = null;
        return lost;
    }

    private Set<Long> ids() {
        Set<Long> all = new LinkedHashSet<>();
        streams.values().forEach(stream -> all.addAll(stream.ids));
        return all;
    }
}
