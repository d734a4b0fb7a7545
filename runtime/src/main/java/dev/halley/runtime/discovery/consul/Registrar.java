package dev.halley.runtime.discovery.consul;

import dev.halley.runtime.discovery.SeenNode;
import dev.halley.runtime.discovery.consul.client.CallException;
import dev.halley.runtime.discovery.consul.client.ConsulCalls;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node registered, on a thread of its own: looks who holds the name, registers, sees that
 * it took effect, and from then on looks every 5 s, and whenever a watch shows that the entry is not
 * there or another's, whether the agent still has it. What Consul lost is written again. Thread-safe.
 */
final class Registrar implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);
    private static final Duration RECHECK = Duration.ofSeconds(5);
    private static final Duration BETWEEN_HINTS = Duration.ofSeconds(1);
    private static final long HINT_STEP_MS = 100;
    private static final Duration DEREGISTER_LIMIT = Duration.ofSeconds(2);

    private final ConsulCalls calls;
    private final ConsulMetrics metrics;
    private final Consumer<String> onNameTaken;
    private final NameHolders names;
    private final OwnEntry entry;
    private final Trouble trouble = new Trouble("register");
    private final Backoff backoff = Backoff.between(Duration.ofMillis(200), Duration.ofSeconds(5));
    private final Thread thread;
    private @Nullable NodeAddress wanted;
    private @Nullable NodeAddress told;
    private boolean news;
    private boolean hinted;
    private boolean busy;
    private boolean effective;
    private boolean closed;
    private int failures;
    private @Nullable String taken;
    private long checkedAtNanos = System.nanoTime();

    /**
     * Not started, nothing to register.
     *
     * @param onNameTaken told, once, who else has the name; this node must end then
     */
    Registrar(ConsulCalls calls, ConsulMetrics metrics, Consumer<String> onNameTaken) {
        this.calls = calls;
        this.metrics = metrics;
        this.names = new NameHolders(calls);
        this.entry = new OwnEntry(calls);
        this.onNameTaken = onNameTaken;
        this.thread = new Thread(this, "consul-registrar");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    synchronized void register(NodeAddress self) {
        wanted = self;
        wake();
    }

    /** What is registered, or about to be. */
    synchronized Optional<NodeAddress> wanted() {
        return Optional.ofNullable(wanted);
    }

    /** Returns when Consul does not have the node any more, or cannot be told, or after 2 s. */
    synchronized void deregister() {
        wanted = null;
        wake();
        int failed = failures;
        long end = System.nanoTime() + DEREGISTER_LIMIT.toNanos();
        try {
            while ((told != null || busy)
                    && failures == failed
                    && thread.isAlive()
                    && System.nanoTime() < end) {
                wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether Consul has shown this node to itself once. */
    synchronized boolean isEffective() {
        return effective;
    }

    synchronized void awaitEffective(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!effective && System.nanoTime() < end) {
            wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
    }

    /** Why this node is not found; empty once it has been. */
    synchronized Optional<String> whyNotEffective() {
        if (taken != null) {
            return Optional.of(taken);
        }
        return effective
                ? Optional.empty()
                : Optional.of(trouble.reason().orElse("waits for its registration"));
    }

    /** What a watch shows; has a look when this node is not in it, or another under its name. */
    void seen(NodeTier tier, List<SeenNode> entries) {
        synchronized (this) {
            NodeAddress self = told;
            if (self == null || self.tier() != tier || !effective) {
                return;
            }
            if (!NameHolders.isAlone(self, entries)) {
                hinted = true;
                wake();
            }
        }
    }

    private synchronized void countFailure() {
        failures++;
        notifyAll();
    }

    private void wake() {
        news = true;
        notifyAll();
    }

    @Override
    public void run() {
        Duration pause = Duration.ZERO;
        while (awaitNews(pause)) {
            try {
                pause = turn();
                backoff.reset();
                trouble.passed();
            } catch (CallException e) {
                metrics.registration(e.kind().label());
                trouble.failed(String.valueOf(e.getMessage()), System.nanoTime());
                pause = backoff.next();
                countFailure();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    // A change of what is wanted is taken up at once; hints of the watch are not chased.
    private synchronized boolean awaitNews(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        try {
            while (!closed && System.nanoTime() < end && !(news && isDue())) {
                long leftMs = (end - System.nanoTime()) / 1_000_000;
                wait(Math.max(1, news ? Math.min(HINT_STEP_MS, leftMs) : leftMs));
            }
            while (!closed && taken == null && wanted == null && told == null) {
                wait();
            }
        } catch (InterruptedException e) {
            return false;
        }
        news = false;
        return !closed && taken == null;
    }

    private boolean isDue() {
        return wanted == null
                || !wanted.equals(told)
                || System.nanoTime() - checkedAtNanos >= BETWEEN_HINTS.toNanos();
    }

    private Duration turn() throws CallException, InterruptedException {
        NodeAddress self;
        NodeAddress before;
        boolean look;
        synchronized (this) {
            checkedAtNanos = System.nanoTime();
            self = wanted;
            before = told;
            look = hinted;
            hinted = false;
            busy = true;
        }
        try {
            if (self == null) {
                withdraw(before);
            } else if (look
                    || !isEffective()
                    || !self.equals(before)
                    || !calls.isRegistered(self)) {
                keep(self, before);
            }
            return RECHECK;
        } finally {
            synchronized (this) {
                busy = false;
                notifyAll();
            }
        }
    }

    private void keep(NodeAddress self, @Nullable NodeAddress before)
            throws CallException, InterruptedException {
        if (!mayHave(self, before != null)) {
            return;
        }
        boolean writes = !self.equals(before) || !calls.isRegistered(self);
        if (writes) {
            calls.register(self);
            setTold(self);
            metrics.registration("ok");
            LOG.atInfo().addKeyValue("node", self.name()).log("registered with consul");
        }
        if (writes || !isEffective()) {
            confirm(self);
        }
    }

    private void withdraw(@Nullable NodeAddress before) throws CallException {
        if (before != null) {
            calls.deregister(before);
            setTold(null);
            LOG.atInfo().addKeyValue("node", before.name()).log("deregistered from consul");
        }
    }

    // Somebody may have registered under the name at the same moment.
    private void confirm(NodeAddress self) throws CallException, InterruptedException {
        entry.awaitVisible(self);
        if (mayHave(self, true)) {
            synchronized (this) {
                effective = true;
                notifyAll();
            }
        }
    }

    private boolean mayHave(NodeAddress self, boolean registered) throws CallException {
        Optional<NodeAddress> holder = names.holder(self, registered);
        if (holder.isPresent()) {
            yieldTo(holder.get());
        }
        return holder.isEmpty();
    }

    private void yieldTo(NodeAddress other) {
        metrics.registration("taken");
        try {
            withdraw(present());
        } catch (CallException e) {
            LOG.atDebug().addKeyValue("reason", e.getMessage()).log("deregistration failed");
        }
        String message = NameHolders.message(other);
        synchronized (this) {
            taken = message;
            notifyAll();
        }
        onNameTaken.accept(message);
    }

    private synchronized @Nullable NodeAddress present() {
        return told;
    }

    private synchronized void setTold(@Nullable NodeAddress node) {
        told = node;
        notifyAll();
    }

    /** Ends the thread and leaves the entry, as a process that is killed does. For tests. */
    void abandon() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.interrupt();
    }

    /** Deregisters, waits for that as {@link #deregister} does, and ends the thread. */
    @Override
    public void close() {
        deregister();
        abandon();
    }
}
