package dev.halley.runtime.lifecycle;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's state and the checks that say whether it is ready.
 *
 * <pre>
 *   NEW -> STARTING -> RUNNING -> DRAINING -> STOPPED
 *      \_______\___________\__________\_______^
 * </pre>
 *
 * A state is never gone back to. Thread-safe; nothing here blocks unless a check does.
 */
public final class Lifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private final String tier;
    private volatile LifecycleState state = LifecycleState.NEW;
    private final Map<String, Supplier<Optional<String>>> checks = new ConcurrentHashMap<>();

    /** That of a new node; {@code tier} is what log lines call it. */
    public Lifecycle(String tier) {
        this.tier = tier;
    }

    /** The present state. */
    public LifecycleState state() {
        return state;
    }

    /**
     * Goes on to a later state.
     *
     * @return false if the node is in that state or past it already, in which case nothing changed
     */
    public boolean become(LifecycleState next) {
        synchronized (this) {
            if (state.compareTo(next) >= 0) {
                return false;
            }
            state = next;
        }
        LOG.atInfo()
                .addKeyValue("tier", tier)
                .addKeyValue("state", next.label())
                .log("lifecycle changed");
        return true;
    }

    /**
     * Adds a check that readiness depends on; one of the same name is replaced.
     *
     * @param name short and lower case, such as {@code kafka}
     * @param whyNotReady empty when all is well; called on any thread at every probe, so it must
     *     answer from memory; one that throws counts as not ready
     */
    public void addCheck(String name, Supplier<Optional<String>> whyNotReady) {
        checks.put(name, whyNotReady);
    }

    /** Takes a check away, if it is there. */
    public void removeCheck(String name) {
        checks.remove(name);
    }

    /** Why the node should get no traffic, by check name; empty when it is ready. */
    public Map<String, String> whyNotReady() {
        Map<String, String> reasons = new TreeMap<>();
        LifecycleState now = state;
        if (now != LifecycleState.RUNNING) {
            reasons.put("lifecycle", now.label());
        }
        checks.forEach((name, check) -> ask(check).ifPresent(why -> reasons.put(name, why)));
        return reasons;
    }

    private static Optional<String> ask(Supplier<Optional<String>> check) {
        try {
            return check.get();
        } catch (RuntimeException e) {
            return Optional.of("check failed: " + e);
        }
    }
}
