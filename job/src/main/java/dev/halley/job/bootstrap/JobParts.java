package dev.halley.job.bootstrap;

import dev.halley.api.comet.CometFrame;
import dev.halley.job.append.redis.FormerMasters;
import dev.halley.job.config.JobConfig;
import dev.halley.job.consume.RecordConsumer;
import dev.halley.job.deliver.CometStream;
import dev.halley.job.deliver.Comets;
import dev.halley.job.deliver.PeerState;
import dev.halley.job.loop.JobLoop;
import dev.halley.job.loop.Turn;
import dev.halley.job.offline.OfflineActions;
import dev.halley.job.offline.OfflinePush;
import dev.halley.job.offline.OfflinePushes;
import dev.halley.job.offline.kafka.OfflineTopic;
import dev.halley.job.pipeline.PipelineActions;
import dev.halley.job.pipeline.Pipelines;
import dev.halley.job.record.FoundRoutes;
import dev.halley.job.record.LogId;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Position;
import dev.halley.job.route.RouteActions;
import dev.halley.job.route.RouteBatch;
import dev.halley.job.route.RouteLookups;
import dev.halley.job.rpc.CometEvents;
import dev.halley.job.rpc.CometLinks;
import dev.halley.runtime.discovery.TierView;
import dev.halley.runtime.lifecycle.NodeContext;
import dev.halley.runtime.redis.RedisThread;
import dev.halley.runtime.rpc.GrpcChannels;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state machines of job, joined to Kafka, Redis and gRPC. Everything but the constructor, {@link
 * #start}, {@link #connectStore} and closing happens on the loop.
 */
final class JobParts implements PipelineActions, RouteActions, OfflineActions, CometEvents, Turn {
    private static final Logger LOG = LoggerFactory.getLogger(JobParts.class);
    private static final long PUBLISH_NANOS = Duration.ofMillis(20).toNanos();

    private final Clock clock;
    private final JobMetrics metrics;
    private final RedisThread thread = new RedisThread("job-loop");
    private final JobLoop loop;
    private final Pipelines pipelines;
    private final JobPlaces places;
    private final RouteLookups lookups;
    private final JobStores stores;
    private final OfflinePushes offline;
    private final OfflineTopic offlineTopic;
    private final CometLinks links;
    private final LoopIntake intake;
    private final RecordConsumer consumer;
    private final LoopView view;
    private long publishedAtNanos;

    JobParts(JobConfig config, NodeContext context, FormerMasters former, JobMetrics metrics) {
        clock = context.clock();
        this.metrics = metrics;
        loop = new JobLoop(thread.executor(), this);
        pipelines =
                new Pipelines(
                        JobSettings.pipelines(config.job()),
                        JobSettings.delivery(config.job()),
                        this,
                        metrics);
        lookups =
                new RouteLookups(
                        JobSettings.routes(config.job()),
                        this,
                        () -> UUID.randomUUID().toString(),
                        metrics::lookup);
        stores = new JobStores(loop, thread, config, context, former, metrics);
        places = new JobPlaces(config, stores, pipelines, this::prove, metrics);
        offline = new OfflinePushes(JobSettings.offline(), this, metrics::offline);
        offlineTopic = new OfflineTopic(loop, JobSettings.kafka(config, context.instance()));
        links =
                new CometLinks(
                        context.instance().toString(),
                        loop,
                        this,
                        new GrpcChannels(context.discovery()));
        intake = new LoopIntake(loop, pipelines);
        consumer =
                new RecordConsumer(
                        JobSettings.consumer(config, context.instance()),
                        intake,
                        metrics::consumer);
        view = new LoopView(consumer::lag);
    }

    JobLoop loop() {
        return loop;
    }

    LoopView view() {
        return view;
    }

    /** Begins to read from Kafka. On the loop. */
    void read() {
        lookups.begin();
        consumer.start();
    }

    RecordConsumer consumer() {
        return consumer;
    }

    JobStores stores() {
        return stores;
    }

    void start() {
        offlineTopic.start(offline);
        stores.start(lookups, places);
        loop.start();
    }

    /** Begins to connect to Redis, on the caller's thread: meanwhile the loop dials the comets. */
    void connectStore() {
        stores.connect();
    }

    /** What discovery shows now. From any thread. */
    void shown(TierView comets) {
        loop.execute(
                () -> {
                    pipelines.shown(comets);
                    links.shown(comets.nodes());
                });
    }

    /** The comets, on the loop. */
    Comets comets() {
        return pipelines.comets();
    }

    /** Ends the streams, the loop and the connection to Redis; the consumer must have ended. */
    void close() {
        loop.execute(links::close);
        loop.close();
        stores.close();
        thread.close();
        offlineTopic.close();
    }

    @Override
    public void begin() {
        Instant wall = clock.instant();
        pipelines.advance(
                System.nanoTime(), wall.getEpochSecond() * 1_000_000 + wall.getNano() / 1_000);
    }

    @Override
    public void end() {
        long now = System.nanoTime();
        places.settle(now, clock.millis());
        pipelines.settle();
        offline.settle(now);
        lookups.settle(now);
        stores.flush();
        if (now - publishedAtNanos >= PUBLISH_NANOS) {
            publishedAtNanos = now;
            publish();
        }
    }

    private void publish() {
        intake.committed(places.appends()::committed);
        Map<PeerState, Integer> comets = new EnumMap<>(PeerState.class);
        for (PeerState state : PeerState.values()) {
            comets.put(state, comets().count(state));
        }
        view.publish(
                new LoopView.Moment(
                        pipelines.records(),
                        pipelines.bytes(),
                        pipelines.paused(),
                        places.appends().waiting(),
                        lookups.waiting(),
                        offline.waiting(),
                        comets));
    }

    @Override
    public void failed(Throwable cause) {
        LOG.atError().setCause(cause).log("pipelines failed: this job delivers nothing any more");
    }

    @Override
    public void pause(LogId log) {
        consumer.pause(log);
    }

    @Override
    public void resume(LogId log) {
        consumer.resume(log);
    }

    @Override
    public void append(PendingRecord record) {
        places.appends().take(record);
    }

    @Override
    public void givenBack(LogId log) {
        places.givenBack(log);
    }

    @Override
    public void dropped(LogId log) {
        places.givenBack(log);
        offline.dropped(log);
    }

    @Override
    public void claim(PendingRecord record) {
        places.claims().take(record);
    }

    @Override
    public void lookUp(PendingRecord record) {
        lookups.ask(record);
    }

    @Override
    public void offline(PendingRecord record, List<Integer> users) {
        offline.take(record, users);
    }

    @Override
    public void write(List<OfflinePush> pushes) {
        offlineTopic.write(pushes);
    }

    @Override
    public void offlineWritten(PendingRecord record) {
        pipelines.offlineWritten(record);
    }

    @Override
    public void committable(LogId log, Position next) {
        intake.committable(log, next);
    }

    @Override
    public void drained(LogId log) {
        intake.drained(log);
    }

    private void prove(LogId log, Runnable proved) {
        consumer.proveOwnership(log, () -> loop.execute(proved));
    }

    @Override
    public void proveOwnership(LogId log) {
        consumer.proveOwnership(log);
    }

    @Override
    public void routesReplayed() {
        lookups.replayed();
    }

    @Override
    public void forgotten(String node) {
        LOG.atInfo().addKeyValue("node", node).log("comet is gone");
        links.forgotten(node);
        metrics.forgotten(node);
    }

    @Override
    public void lookUp(RouteBatch batch) {
        stores.routes().lookUp(batch);
    }

    @Override
    public void routed(PendingRecord record, FoundRoutes found) {
        pipelines.routed(record, found);
    }

    @Override
    public void replayRoutes(String word) {
        LOG.atInfo().log("routes in redis are not known to be whole, comets register theirs again");
        pipelines.replayRoutes(word);
    }

    @Override
    public void prepareWord(String word) {
        stores.routes().prepareWord(word);
    }

    @Override
    public void confirmWord(String pending, String whole) {
        stores.routes().confirmWord(whole);
    }

    @Override
    public void received(String node, CometStream stream, CometFrame frame) {
        pipelines.received(node, stream, frame);
    }

    @Override
    public void detached(CometStream stream) {
        pipelines.detached(stream);
    }

    @Override
    public void left(CometStream stream) {
        pipelines.left(stream);
    }
}
