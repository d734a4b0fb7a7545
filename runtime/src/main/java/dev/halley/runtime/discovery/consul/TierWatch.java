package dev.halley.runtime.discovery.consul;

import dev.halley.runtime.config.ConsulConfig;
import dev.halley.runtime.discovery.DiscoveryView;
import dev.halley.runtime.discovery.Subscription;
import dev.halley.runtime.discovery.TierView;
import dev.halley.runtime.discovery.ViewEvents;
import dev.halley.runtime.discovery.consul.client.Answer;
import dev.halley.runtime.discovery.consul.client.CallException;
import dev.halley.runtime.discovery.consul.client.ConsulCalls;
import dev.halley.runtime.node.NodeTier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one tier on a thread of its own, by questions that wait at the agent for a change. Until
 * this node's registration has taken effect it reads every half second instead; then once,
 * consistently; that makes the view known. An answer comes no sooner than 50 ms after the one before,
 * so a burst of changes costs a few reads. Consul away: the view stays, and is asked for again after
 * a pause of 0.1 s to 2 s.
 */
final class TierWatch implements Runnable, ViewEvents, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TierWatch.class);
    private static final Duration UNTIL_REGISTERED = Duration.ofMillis(500);
    private static final Duration BETWEEN_READS = Duration.ofMillis(50);

    private final NodeTier tier;
    private final ConsulCalls calls;
    private final Registrar registrar;
    private final ConsulMetrics metrics;
    private final Duration watchTime;
    private final Trouble trouble;
    private final DiscoveryView view;
    private final WatchIndex index = new WatchIndex();
    private final Backoff backoff = Backoff.between(Duration.ofMillis(200), Duration.ofSeconds(2));
    private final List<Watcher> watchers = new ArrayList<>();
    private final Thread thread;
    private TierView shown;
    private volatile long answeredAtNanos = System.nanoTime();
    private volatile boolean closed;

    TierWatch(
            NodeTier tier,
            ConsulConfig config,
            ConsulCalls calls,
            Registrar registrar,
            ConsulMetrics metrics) {
        this.tier = tier;
        this.calls = calls;
        this.registrar = registrar;
        this.metrics = metrics;
        this.watchTime = config.watchTime();
        this.trouble = new Trouble("read " + tier.label() + "s");
        this.view = new DiscoveryView(tier, config.grace(), config.freezeLimit(), this);
        this.shown = view.view();
        this.thread = new Thread(this, "consul-watch-" + tier.label());
        thread.setDaemon(true);
        show();
    }

    private void show() {
        metrics.prepare(tier);
        metrics.show(
                tier,
                this,
                "nodes",
                "Nodes that the view shows",
                watch -> watch.present().nodes().size());
        metrics.show(
                tier,
                this,
                "frozen",
                "1 while nodes are kept that Consul does not have",
                w -> w.frozen() ? 1 : 0);
        metrics.show(
                tier,
                this,
                "answer.age.seconds",
                "Time since Consul last answered",
                watch -> (System.nanoTime() - watch.answeredAtNanos) / 1e9);
    }

    void start() {
        thread.start();
    }

    /** This node, which is of the tier, leaves. */
    synchronized void leave(String name) {
        view.leave(name);
        publish();
    }

    /** This node, which is of the tier, is there again. */
    synchronized void join() {
        view.join();
    }

    /** Why the tier is not known; empty once it is. */
    synchronized String whyUnknown() {
        return trouble.reason().orElse("waits for the first read of " + tier.label() + "s");
    }

    synchronized TierView present() {
        return shown;
    }

    private synchronized boolean frozen() {
        return view.frozen();
    }

    synchronized Subscription add(Consumer<TierView> consumer) {
        Watcher watcher = new Watcher(consumer);
        consumer.accept(shown);
        watchers.add(watcher);
        return () -> remove(watcher);
    }

    private synchronized void remove(Watcher watcher) {
        watchers.removeIf(other -> other == watcher);
    }

    @Override
    public void run() {
        while (!closed) {
            try {
                readOnce();
                backoff.reset();
                trouble.passed();
            } catch (CallException e) {
                failed(e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void readOnce() throws CallException, InterruptedException {
        boolean fresh = !present().known() && registrar.isEffective();
        Answer answer =
                fresh ? calls.readConsistently(tier) : calls.read(tier, index.next(), waitTime());
        metrics.read(tier, "ok");
        metrics.unreadable(tier, answer.unreadable());
        index.answered(answer.index());
        apply(answer, fresh);
        registrar.seen(tier, answer.entries());
        if (!present().known()) {
            index.reset();
            registrar.awaitEffective(UNTIL_REGISTERED);
        } else {
            pause(BETWEEN_READS);
        }
    }

    // As long as configured, or until the view has something to do.
    private synchronized Duration waitTime() {
        long now = System.nanoTime();
        long due = view.nextNanos().orElse(now + watchTime.toNanos());
        return Duration.ofNanos(Math.min(watchTime.toNanos(), Math.max(0, due - now)));
    }

    private synchronized void apply(Answer answer, boolean fresh) {
        answeredAtNanos = System.nanoTime();
        view.answered(answer.entries(), fresh, answeredAtNanos);
        publish();
    }

    private void failed(CallException failure) {
        if (closed) {
            return;
        }
        metrics.read(tier, failure.kind().label());
        trouble.failed(String.valueOf(failure.getMessage()), System.nanoTime());
        index.reset();
        synchronized (this) {
            view.unanswered(System.nanoTime());
            publish();
        }
        pause(backoff.next());
    }

    private void publish() {
        TierView now = view.view();
        if (!now.equals(shown)) {
            shown = now;
            List.copyOf(watchers).forEach(watcher -> tell(watcher.consumer, now));
        }
    }

    // The mistake of one consumer must neither end the watch nor keep the others from it.
    private void tell(Consumer<TierView> consumer, TierView now) {
        try {
            consumer.accept(now);
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("tier", tier.label()).setCause(e).log("watch failed");
        }
    }

    private void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void froze(Set<String> absent, int known) {
        metrics.freeze(tier, "froze");
        LOG.atWarn()
                .addKeyValue("tier", tier.label())
                .addKeyValue("absent", absent)
                .addKeyValue("known", known)
                .log("most nodes vanished from consul at once, they are kept");
    }

    @Override
    public void thawed(Set<String> gone) {
        if (gone.isEmpty()) {
            LOG.atInfo().addKeyValue("tier", tier.label()).log("all nodes are back in consul");
        } else {
            metrics.freeze(tier, "expired");
            LOG.atWarn()
                    .addKeyValue("tier", tier.label())
                    .addKeyValue("absent", gone)
                    .log("nodes did not come back to consul in time, they are given up");
        }
    }

    /** Ends the thread; the client must be closed too, so that a question on its way ends. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        synchronized (this) {
            watchers.clear();
        }
    }

    /** An object of its own for each watch: one consumer watching twice ends each by itself. */
    private static final class Watcher {
        private final Consumer<TierView> consumer;

        Watcher(Consumer<TierView> consumer) {
            this.consumer = consumer;
        }
    }
}
