package dev.halley.runtime.discovery;

import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Decides which nodes of a tier are there, from what a registry answers. No thread, no clock: time
 * is handed in. Not thread-safe.
 *
 * <pre>
 *              an answer without any, or with less than half, of the nodes
 *   FOLLOWING -------------------------------------------------------------> FROZEN
 *       ^                                                                      |
 *       |         every node is back, or the limit is over                     |
 *       +----------------------------------------------------------------------+
 * </pre>
 *
 * <p>FOLLOWING: a node that the registry no longer has is removed at once: it left. One that fails
 * its check is removed after the grace, which is also the time within which failures count as one:
 * checks fail one after the other when it is the registry that is cut off. So is one that a registry
 * does not have which has just been away: it may have come back without its data. FROZEN: nothing is
 * removed. In both, nodes that come or move are taken over at once.
 */
public final class DiscoveryView {
    private final NodeTier tier;
    private final long graceNanos;
    private final long limitNanos;
    private final ViewEvents events;
    private final TreeMap<String, NodeAddress> nodes = new TreeMap<>();
    private final Map<String, Absence> absent = new HashMap<>();
    private int before;
    private String leaving = "";
    private boolean known;
    private boolean frozen;
    private long frozenAtNanos;
    private boolean silent;
    private boolean settling;
    private long settledAtNanos;

    /** Nothing is known yet. */
    public DiscoveryView(NodeTier tier, Duration grace, Duration freezeLimit, ViewEvents events) {
        this.tier = tier;
        this.graceNanos = grace.toNanos();
        this.limitNanos = freezeLimit.toNanos();
        this.events = events;
    }

    /**
     * Takes over an answer.
     *
     * @param entries all entries of the tier, those included that fail their checks
     * @param fresh whether it was read consistently after this node's registration had taken effect
     */
    public void answered(Collection<SeenNode> entries, boolean fresh, long nowNanos) {
        known |= fresh;
        if (silent) {
            silent = false;
            settling = true;
            settledAtNanos = nowNanos + graceNanos;
        }
        Map<String, NodeAddress> present = new HashMap<>();
        Set<String> failing = new TreeSet<>();
        for (SeenNode entry : entries) {
            if (entry.address().name().equals(leaving)) {
                continue;
            }
            if (entry.passing()) {
                present.merge(entry.address().name(), entry.address(), DiscoveryView::later);
            } else {
                failing.add(entry.address().name());
            }
        }
        before = nodes.size();
        nodes.putAll(present);
        absent.keySet().removeAll(present.keySet());
        nodes.keySet().stream()
                .filter(name -> !present.containsKey(name))
                .forEach(name -> miss(name, !failing.contains(name), nowNanos));
        advance(nowNanos);
    }

    private void miss(String name, boolean left, long nowNanos) {
        Absence since = absent.getOrDefault(name, new Absence(nowNanos, left));
        absent.put(name, new Absence(since.sinceNanos(), left));
    }

    /** This node itself leaves: from now on it is not shown, and that it vanishes is no fault. */
    public void leave(String name) {
        leaving = name;
        remove(name);
    }

    /** This node itself is there, again. */
    public void join() {
        leaving = "";
    }

    /** The registry does not answer. */
    public void unanswered(long nowNanos) {
        silent = true;
        advance(nowNanos);
    }

    /** Lets time pass, without a new answer. */
    public void advance(long nowNanos) {
        settling &= nowNanos - settledAtNanos < 0;
        if (!frozen && isMost()) {
            frozen = true;
            frozenAtNanos = nowNanos;
            events.froze(Set.copyOf(absent.keySet()), nodes.size());
        }
        if (!frozen) {
            Map.copyOf(absent).forEach((name, since) -> judge(name, since, nowNanos));
        } else if (absent.isEmpty() || nowNanos - frozenAtNanos >= limitNanos) {
            thaw();
        }
    }

    /** When {@link #advance} has something to do, if nothing is answered before. */
    public OptionalLong nextNanos() {
        if (frozen) {
            return OptionalLong.of(frozenAtNanos + limitNanos);
        }
        return absent.values().stream().mapToLong(a -> a.sinceNanos() + graceNanos).min();
    }

    /** The nodes now. */
    public TierView view() {
        return new TierView(tier, List.copyOf(nodes.values()), known);
    }

    /** Whether an answer was read consistently since this node registered. */
    public boolean known() {
        return known;
    }

    /** Whether nodes are kept that the registry does not have. */
    public boolean frozen() {
        return frozen;
    }

    // Of two nodes, one that goes is not most. Who came with this answer does not count.
    private boolean isMost() {
        return absent.size() * 2 > before;
    }

    private void thaw() {
        Set<String> gone = Set.copyOf(absent.keySet());
        gone.forEach(this::remove);
        frozen = false;
        events.thawed(gone);
    }

    private void judge(String name, Absence since, long nowNanos) {
        boolean left = since.left() && !settling;
        if (left || nowNanos - since.sinceNanos() >= graceNanos) {
            remove(name);
        }
    }

    private void remove(String name) {
        nodes.remove(name);
        absent.remove(name);
    }

    // A registry may still have the life before: it did not say good-bye.
    private static NodeAddress later(NodeAddress one, NodeAddress other) {
        InstanceId mine = one.instance().orElse(null);
        InstanceId theirs = other.instance().orElse(null);
        return mine != null && (theirs == null || mine.supersedes(theirs)) ? one : other;
    }

    private record Absence(long sinceNanos, boolean left) {}
}
