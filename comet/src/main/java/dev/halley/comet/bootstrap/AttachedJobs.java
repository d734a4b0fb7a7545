package dev.halley.comet.bootstrap;

import dev.halley.runtime.discovery.Discovery;
import dev.halley.runtime.discovery.Subscription;
import dev.halley.runtime.discovery.TierView;
import dev.halley.runtime.node.NodeTier;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits, at the start, until every job that discovery shows holds its stream: a client that came
 * before would miss that job's messages.
 */
final class AttachedJobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AttachedJobs.class);
    private static final long STEP_MS = 10;

    private final Supplier<Set<String>> attached;
    private final Counter late;
    private final Subscription watch;
    private volatile TierView view = TierView.unknown(NodeTier.JOB);

    AttachedJobs(Discovery discovery, Supplier<Set<String>> attached, MeterRegistry registry) {
        this.attached = attached;
        this.late =
                Counter.builder("halley.comet.attach.late")
                        .description("Jobs that were known at the start and did not attach in time")
                        .register(registry);
        this.watch = discovery.watch(NodeTier.JOB, jobs -> view = jobs);
    }

    /** Blocks until discovery was read, however long, and then at most for the limit. */
    void await(Duration limit) throws InterruptedException {
        while (!view.known()) {
            TimeUnit.MILLISECONDS.sleep(STEP_MS);
        }
        long end = System.nanoTime() + limit.toNanos();
        while (!missing().isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(STEP_MS);
        }
        for (String job : missing()) {
            late.increment();
            LOG.atWarn().addKeyValue("node", job).log("job has not attached");
        }
    }

    private Set<String> missing() {
        Set<String> missing = new HashSet<>();
        view.nodes().forEach(job -> missing.add(job.name()));
        missing.removeAll(attached.get());
        return missing;
    }

    @Override
    public void close() {
        watch.close();
    }
}
