package dev.halley.job.presence;

import dev.halley.runtime.node.InstanceId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which life of which comet is there, and which are over. A life is over when another one of its node
 * was seen, attached or shown by discovery; that a later start proves it holds even for one that was
 * never seen. A life that attaches is there, whatever was thought of it. Owned by one thread.
 *
 * @param <C> what stands for a comet
 */
public final class Instances<C> {
    /** Far more than routes of dead comets stay in Redis; past it the oldest is forgotten. */
    private static final int MAX_OVER = 10_000;

    private final Map<String, C> present = new HashMap<>();
    private final Map<String, InstanceId> latest = new HashMap<>();
    private final Set<String> over = new LinkedHashSet<>();

    /** The comet whose present life this is; null when it is none's. */
    public @Nullable C of(String instance) {
        return present.get(instance);
    }

    /** This life of a comet begins, in place of the one before, if there was another. */
    public void begins(C comet, String instance) {
        if (present.get(instance) != comet) {
            ends(comet);
        }
        present.put(instance, comet);
        over.remove(instance);
        InstanceId id = parse(instance);
        if (id != null) {
            latest.put(id.name(), id);
        }
    }

    /** The present life of a comet is over. */
    public void ends(C comet) {
        for (Map.Entry<String, C> entry : Map.copyOf(present).entrySet()) {
            if (entry.getValue() == comet) {
                present.remove(entry.getKey());
                over(entry.getKey());
            }
        }
    }

    private void over(String instance) {
        if (over.size() >= MAX_OVER) {
            over.remove(over.iterator().next());
        }
        over.add(instance);
    }

    /** Whether this life is over: nobody needs to be waited for. */
    public boolean isOver(String instance) {
        if (over.contains(instance)) {
            return true;
        }
        InstanceId id = parse(instance);
        InstanceId newest = id == null ? null : latest.get(id.name());
        return id != null && newest != null && newest.supersedes(id);
    }

    private static @Nullable InstanceId parse(String instance) {
        try {
            return InstanceId.parse(instance);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
