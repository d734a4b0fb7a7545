package dev.halley.logic.presence;

import dev.halley.runtime.discovery.TierView;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides which comet instances are gone. No threads, clocks or I/O: views, answers and times are
 * handed in. Not thread-safe.
 *
 * <pre>
 *   UNSEEN:  an entry names it, discovery has never shown it
 *   UNSEEN   --discovery shows it-->          SHOWN
 *   UNSEEN   --not heard of for its time-->   GONE
 *   SHOWN    --discovery shows it no more-->  LEAVING
 *   LEAVING  --does not answer-->             LOST
 *   LOST     --answers, or reports-->         LEAVING
 *   LOST     --grace-->                       GONE
 *   LEAVING, LOST, GONE  --shown again-->     SHOWN
 *   SHOWN    --no report for its time, and does not answer-->  LOST, until it does
 *   any but SHOWN  --a later life of the node is known-->  GONE
 * </pre>
 *
 * An empty view decides nothing: that all comets died at once is less likely than that discovery
 * lost them. One that discovery shows is never gone: discovery may be away, or a list in the
 * configuration, so that it still shows the dead; but these do not count either.
 */
final class PresenceRule {
    private static final long FORGET_MS = 600_000;

    private final long graceMs;
    private final long unseenMs;
    private final Map<String, NodeAddress> shown = new TreeMap<>();
    private final Map<String, InstanceId> latest = new HashMap<>();
    // By the text of the instance.
    private final Map<String, Absent> absent = new HashMap<>();
    private final Map<String, Shown> heard = new HashMap<>();

    /**
     * Nothing is known yet.
     *
     * @param graceMs how long one that is lost may come back
     * @param unseenMs how long one that discovery never showed counts after it was last heard of
     */
    PresenceRule(long graceMs, long unseenMs) {
        this.graceMs = graceMs;
        this.unseenMs = unseenMs;
    }

    /** What discovery shows now. */
    void view(TierView view, long nowMs) {
        if (view.known() && !view.nodes().isEmpty()) {
            Map<String, NodeAddress> before = new HashMap<>(shown);
            shown.clear();
            view.nodes().forEach(node -> show(node, nowMs));
            before.values().forEach(node -> maybeLost(node, nowMs));
            heard.keySet().retainAll(shown.keySet());
        } else {
            view.nodes().forEach(node -> show(node, nowMs));
        }
    }

    private void show(NodeAddress node, long nowMs) {
        if (!node.equals(shown.put(node.name(), node))) {
            heard.put(node.name(), new Shown(nowMs));
        }
        node.instance()
                .ifPresent(
                        id -> {
                            learn(id);
                            absent.remove(id.toString());
                        });
    }

    private void maybeLost(NodeAddress node, long nowMs) {
        InstanceId id = node.instance().orElse(latest.get(node.name()));
        if (id != null && !isShown(id)) {
            Absent one = new Absent(node, nowMs);
            // Another life has taken its place, be its clock set back.
            one.replaced = shown.containsKey(id.name());
            absent.put(id.toString(), one);
        }
    }

    private boolean isShown(InstanceId id) {
        NodeAddress node = shown.get(id.name());
        return node != null && node.instance().map(id::equals).orElse(true);
    }

    private void learn(InstanceId id) {
        latest.merge(id.name(), id, (known, other) -> other.supersedes(known) ? other : known);
    }

    /** What is known about an instance; asking makes it known. */
    Presence of(String instance, long nowMs) {
        InstanceId id = parse(instance);
        if (id == null) {
            return shown.containsKey(instance) ? Presence.SHOWN : unseen(instance, nowMs);
        }
        learn(id);
        if (isShown(id) && !isOlderLife(id)) {
            Shown one = heard.get(id.name());
            return one != null && one.silent ? Presence.LOST : Presence.SHOWN;
        }
        return isOlderLife(id) ? Presence.GONE : unseen(instance, nowMs);
    }

    // What discovery shows is right even if its clock was set back between two lives.
    private boolean isOlderLife(InstanceId id) {
        NodeAddress node = shown.get(id.name());
        Optional<InstanceId> told = node == null ? Optional.empty() : node.instance();
        return !told.equals(Optional.of(id))
                && Optional.ofNullable(latest.get(id.name()))
                        .filter(known -> known.supersedes(id))
                        .isPresent();
    }

    private Presence unseen(String instance, long nowMs) {
        return absent.computeIfAbsent(instance, first -> new Absent(null, nowMs))
                .presence(nowMs, graceMs, unseenMs);
    }

    private static @Nullable InstanceId parse(String instance) {
        try {
            return InstanceId.parse(instance);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** It has answered, or reported. */
    void heard(String instance, long nowMs) {
        Shown shownOne = shownAs(instance);
        if (shownOne != null) {
            shownOne.heardAtMs = nowMs;
            shownOne.silent = false;
        }
        Absent one = absent.get(instance);
        if (one != null) {
            one.sinceMs = nowMs;
            one.silent = false;
        }
    }

    /** It was asked and did not answer, or another life did. */
    void silent(String instance) {
        Shown shownOne = shownAs(instance);
        if (shownOne != null) {
            shownOne.silent = true;
        }
        Absent one = absent.get(instance);
        if (one != null) {
            one.silent = true;
        }
    }

    private @Nullable Shown shownAs(String instance) {
        InstanceId id = parse(instance);
        return id != null && isShown(id) && !isOlderLife(id) ? heard.get(id.name()) : null;
    }

    /** Whom discovery shows and nothing was heard of for long, by instance; these are to be asked. */
    Map<String, NodeAddress> quiet(long nowMs) {
        Map<String, NodeAddress> quiet = new TreeMap<>();
        shown.forEach(
                (name, node) -> {
                    InstanceId id = node.instance().orElse(latest.get(name));
                    Shown one = heard.get(name);
                    if (id != null && one != null && nowMs - one.heardAtMs >= unseenMs) {
                        quiet.put(id.toString(), node);
                    }
                });
        return quiet;
    }

    /** Whether the node is not known to be silent. */
    boolean answers(String name) {
        Shown one = heard.get(name);
        return one == null || !one.silent;
    }

    /** Whom to ask whether they still live, by instance; drops what has been gone for long. */
    Map<String, NodeAddress> doubtful(long nowMs) {
        absent.values().removeIf(one -> nowMs - one.sinceMs > FORGET_MS + unseenMs);
        Map<String, NodeAddress> doubtful = new TreeMap<>();
        absent.forEach(
                (instance, one) -> {
                    NodeAddress at = one.address;
                    if (at != null && of(instance, nowMs) != Presence.GONE) {
                        doubtful.put(instance, at);
                    }
                });
        return doubtful;
    }

    /** Whom discovery shows, by name. */
    List<NodeAddress> shown() {
        return new ArrayList<>(shown.values());
    }

    /** Nothing of it is left: it need not be remembered. */
    void forget(String instance) {
        absent.remove(instance);
        InstanceId id = parse(instance);
        if (id != null && !shown.containsKey(id.name())) {
            latest.remove(id.name(), id);
        }
    }

    private static final class Shown {
        private long heardAtMs;
        private boolean silent;

        Shown(long heardAtMs) {
            this.heardAtMs = heardAtMs;
        }
    }

    private static final class Absent {
        private final @Nullable NodeAddress address;
        private long sinceMs;
        private boolean silent;
        private boolean replaced;

        Absent(@Nullable NodeAddress address, long sinceMs) {
            this.address = address;
            this.sinceMs = sinceMs;
        }

        Presence presence(long nowMs, long graceMs, long unseenMs) {
            long age = nowMs - sinceMs;
            if (replaced) {
                return Presence.GONE;
            }
            if (address == null) {
                return age < unseenMs ? Presence.UNSEEN : Presence.GONE;
            }
            if (!silent) {
                return Presence.LEAVING;
            }
            return age < graceMs ? Presence.LOST : Presence.GONE;
        }
    }
}
