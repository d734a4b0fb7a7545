package dev.halley.comet.bootstrap;

import dev.halley.runtime.discovery.Subscription;
import dev.halley.runtime.discovery.TierView;
import dev.halley.runtime.lifecycle.NodeContext;
import dev.halley.runtime.lifecycle.PeerWait;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets clients in once every job that discovery shows holds its stream: a client that came before
 * would miss that job's messages. Waits in the background and says in readiness for whom; that
 * discovery is read is waited for without bound, the jobs only for a time. Thread-safe.
 */
final class ClientDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClientDoor.class);
    private static final String CHECK = "jobs";
    private static final long STEP_MS = 10;

    private final NodeContext context;
    private final Supplier<Set<String>> attached;
    private final PeerWait wait;
    private final Runnable open;
    private final Counter late;
    private final Subscription watch;
    private volatile TierView view = TierView.unknown(NodeTier.JOB);
    private volatile boolean isOpen;
    private @Nullable Future<?> looking;
    private boolean closed;

    /**
     * Closed until {@link #start}.
     *
     * @param attached names of the jobs that hold a stream; from any thread
     * @param limit how long jobs that are shown are waited for
     * @param open lets the clients in; called once, or never when the door is closed before
     */
    ClientDoor(NodeContext context, Supplier<Set<String>> attached, Duration limit, Runnable open) {
        this.context = context;
        this.attached = attached;
        this.wait = new PeerWait(0, limit.toNanos());
        this.open = open;
        this.late =
                Counter.builder("halley.comet.attach.late")
                        .description("Jobs that were known at the start and did not attach in time")
                        .register(context.registry());
        this.watch = context.discovery().watch(NodeTier.JOB, jobs -> view = jobs);
        context.lifecycle().addCheck(CHECK, this::whyNotOpen);
    }

    /** Opens at once if nobody is missing, and otherwise later, on a thread of the scheduler. */
    synchronized void start(ScheduledExecutorService scheduler) {
        look();
        if (!isOpen) {
            looking =
                    scheduler.scheduleWithFixedDelay(
                            this::look, STEP_MS, STEP_MS, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void look() {
        if (closed || isOpen) {
            return;
        }
        TierView seen = view;
        Set<String> missing = missing(seen);
        PeerWait.Verdict verdict =
                wait.look(System.nanoTime(), seen.known(), seen.nodes().size(), missing.size());
        if (!verdict.begins()) {
            return;
        }
        for (String job : missing) {
            late.increment();
            LOG.atWarn().addKeyValue("node", job).log("job has not attached");
        }
        isOpen = true;
        endWatch();
        open.run();
    }

    private Set<String> missing(TierView seen) {
        Set<String> missing = new TreeSet<>();
        seen.nodes().stream().map(NodeAddress::name).forEach(missing::add);
        missing.removeAll(attached.get());
        return missing;
    }

    private Optional<String> whyNotOpen() {
        TierView seen = view;
        if (isOpen) {
            return Optional.empty();
        }
        return Optional.of(
                seen.known()
                        ? "waits for jobs: " + String.join(", ", missing(seen))
                        : "waits for discovery: "
                                + context.discovery().whyNotReady().orElse("not read yet"));
    }

    private void endWatch() {
        watch.close();
        if (looking != null) {
            looking.cancel(false);
        }
    }

    /** Nobody is let in from now on, unless the door is open already. Repeatable. */
    @Override
    public synchronized void close() {
        closed = true;
        endWatch();
        context.lifecycle().removeCheck(CHECK);
    }
}
