package dev.halley.logic.presence;

import dev.halley.runtime.discovery.Discovery;
import dev.halley.runtime.discovery.Subscription;
import dev.halley.runtime.discovery.TierView;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the comets that discovery shows, and asks those that it shows no more whether they still
 * answer, once a second, until they are gone. Thread-safe; nothing blocks.
 */
public final class CometPresence implements Lives, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CometPresence.class);

    private final PresenceRule rule;
    private final CometContact contact;
    private final LongSupplier nowMs;
    private final Set<String> asked = new HashSet<>();
    private final Subscription subscription;

    /**
     * Follows discovery from now on.
     *
     * @param contact the way to the comets
     * @param times when a comet is gone
     * @param nowMs milliseconds that only rise
     */
    @SuppressWarnings("this-escape")
    public CometPresence(
            Discovery discovery, CometContact contact, PresenceTimes times, LongSupplier nowMs) {
        this.rule = new PresenceRule(times.grace().toMillis(), times.unseen().toMillis());
        this.contact = contact;
        this.nowMs = nowMs;
        this.subscription = discovery.watch(NodeTier.COMET, this::changed);
    }

    private void changed(TierView view) {
        synchronized (this) {
            rule.view(view, nowMs.getAsLong());
        }
        ask();
    }

    /** Asks the doubtful; to be called about once a second. */
    public void ask() {
        Map<String, NodeAddress> doubtful;
        synchronized (this) {
            doubtful = rule.doubtful(nowMs.getAsLong());
            follow(doubtful);
            doubtful.putAll(rule.quiet(nowMs.getAsLong()));
            doubtful.keySet().removeIf(instance -> !asked.add(instance));
        }
        doubtful.forEach(
                (instance, node) ->
                        contact.ping(node.name())
                                .whenComplete((found, failure) -> answered(instance, found)));
    }

    private synchronized void answered(String instance, @Nullable String found) {
        asked.remove(instance);
        Presence before = rule.of(instance, nowMs.getAsLong());
        if (instance.equals(found)) {
            rule.heard(instance, nowMs.getAsLong());
        } else {
            rule.silent(instance);
        }
        Presence after = rule.of(instance, nowMs.getAsLong());
        if (before != after) {
            LOG.atInfo()
                    .addKeyValue("node", instance)
                    .addKeyValue("presence", after.label())
                    .log("comet presence changed");
            follow(rule.doubtful(nowMs.getAsLong()));
        }
    }

    private void follow(Map<String, NodeAddress> doubtful) {
        Map<String, NodeAddress> comets = new TreeMap<>();
        Set<String> silent = new HashSet<>();
        doubtful.forEach(
                (instance, node) -> {
                    comets.put(node.name(), node);
                    if (!rule.of(instance, nowMs.getAsLong()).counts()) {
                        silent.add(node.name());
                    }
                });
        for (NodeAddress node : rule.shown()) {
            comets.put(node.name(), node);
            silent.remove(node.name());
        }
        rule.quiet(nowMs.getAsLong())
                .forEach(
                        (instance, node) -> {
                            if (!rule.of(instance, nowMs.getAsLong()).counts()) {
                                silent.add(node.name());
                            }
                        });
        contact.follow(new ArrayList<>(comets.values()), silent);
    }

    @Override
    public synchronized Presence of(String instance) {
        return rule.of(instance, nowMs.getAsLong());
    }

    @Override
    public synchronized void heard(String instance) {
        rule.heard(instance, nowMs.getAsLong());
    }

    /** Nothing of this instance is left in Redis. */
    public synchronized void forget(String instance) {
        rule.forget(instance);
    }

    /** Comets that discovery shows no more and that are not gone, by instance. */
    public synchronized Map<String, NodeAddress> leaving() {
        return rule.doubtful(nowMs.getAsLong());
    }

    /** Whether a comet that discovery shows, by its name, is not known to be silent. */
    public synchronized boolean answers(String name) {
        return rule.answers(name);
    }

    /** Comets that discovery shows, by name. */
    public synchronized List<NodeAddress> shown() {
        return rule.shown();
    }

    @Override
    public void close() {
        subscription.close();
    }
}
