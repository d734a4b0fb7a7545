package dev.halley.job.bootstrap;

import dev.halley.job.append.redis.FormerMasters;
import dev.halley.job.config.JobConfig;
import dev.halley.runtime.discovery.Subscription;
import dev.halley.runtime.lifecycle.Node;
import dev.halley.runtime.lifecycle.NodeContext;
import dev.halley.runtime.lifecycle.PeerWait;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeTier;
import dev.halley.runtime.process.SelfAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node of the job tier: reads pushes from Kafka, finds the comets concerned, and delivers.
 *
 * <p>It dials the comets that discovery shows, and reads from Kafka once it is attached to all of
 * them, or has waited long enough: a message read before would miss the clients of the others.
 */
public final class JobNode implements Node {
    private final JobConfig config;
    private final NodeContext context;
    private final JobMetrics metrics;
    private final JobParts parts;
    private final FirstRead firstRead;
    private @Nullable Subscription watch;
    private boolean stopped;

    /** A node that is not started yet. */
    public JobNode(JobConfig config, NodeContext context) {
        this(config, context, FormerMasters.NONE);
    }

    /**
     * The same beside a Redis of its own.
     *
     * @param former what is known of that one's restarts
     */
    public JobNode(JobConfig config, NodeContext context, FormerMasters former) {
        this.config = config;
        this.context = context;
        this.metrics = new JobMetrics(context.registry());
        this.parts = new JobParts(config, context, former, metrics);
        PeerWait wait =
                new PeerWait(
                        config.job().firstCometTimeout().toNanos(),
                        config.job().attachTimeout().toNanos());
        this.firstRead = new FirstRead(parts, wait, context.discovery(), metrics::attachIncomplete);
    }

    @Override
    public InstanceId instance() {
        return context.instance();
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of();
    }

    @Override
    public void start() {
        metrics.show(parts.view());
        JobSettings.TOPICS.forEach(topic -> metrics.showLag(topic, parts.view()));
        addChecks();
        context.discovery()
                .register(SelfAddress.of(NodeTier.JOB, config.node(), context, 0, Map.of()));
        parts.start();
        watch = context.discovery().watch(NodeTier.COMET, parts::shown);
        parts.connectStore();
        parts.loop().execute(firstRead::look);
    }

    private void addChecks() {
        context.lifecycle().addCheck("comets", firstRead::whyNotReady);
        context.lifecycle().addCheck("redis", parts.stores()::whyNotReady);
        context.lifecycle().addCheck("kafka", parts.consumer()::whyNotReady);
        context.lifecycle()
                .addCheck(
                        "pipelines",
                        () ->
                                parts.loop().isAlive()
                                        ? Optional.empty()
                                        : Optional.of("have failed"));
    }

    @Override
    public synchronized void drainAndStop(Duration limit) {
        stop(() -> parts.consumer().drainAndStop(limit));
    }

    /** Stops as a killed process does: no commit, no farewell to the group. For tests. Blocks. */
    public synchronized void abandon() {
        stop(parts.consumer()::abandon);
    }

    private void stop(Runnable endOfReading) {
        if (stopped) {
            return;
        }
        stopped = true;
        context.discovery().deregister();
        Subscription watching = watch;
        if (watching != null) {
            watching.close();
        }
        endOfReading.run();
        parts.close();
        List.of("comets", "redis", "kafka", "pipelines").forEach(context.lifecycle()::removeCheck);
    }
}
