package dev.halley.comet.rpc;

import static java.util.Objects.requireNonNull;

import dev.halley.api.comet.CometDeliveryGrpc;
import dev.halley.api.comet.CometFrame;
import dev.halley.api.comet.JobFrame;
import dev.halley.comet.config.DeliverySettings;
import dev.halley.comet.fanout.Shards;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Holds the streams over which jobs deliver. All of its state lives on one thread of its own, which
 * never blocks; a server may call it on a direct executor.
 */
public final class DeliveryService extends CometDeliveryGrpc.CometDeliveryImplBase
        implements AutoCloseable {
    private final DefaultEventExecutor executor =
            new DefaultEventExecutor(new DefaultThreadFactory("comet-delivery", true));
    private final DeliverySettings settings;
    private final DeliveryStreams streams;

    /**
     * Begins to watch the rooms of the shards.
     *
     * @param shards where deliveries go
     * @param settings bounds
     * @param replay asked when a job fears that routes are lost
     * @param registry where its meters go
     * @param clock for stage times
     */
    public DeliveryService(
            Shards shards,
            DeliverySettings settings,
            RouteReplay replay,
            MeterRegistry registry,
            Clock clock) {
        this.settings = requireNonNull(settings, "settings");
        DeliveryMetrics metrics = new DeliveryMetrics(registry);
        DeliveryParts parts = new DeliveryParts(executor, settings, metrics, shards, replay, clock);
        RecordIntake records = new RecordIntake(parts);
        InterestExchange interest = new InterestExchange(parts);
        metrics.watch(records.marks(), interest.interest());
        streams = new DeliveryStreams(parts, records, interest);
        shards.rooms().watch(interest);
    }

    /** Names of the jobs that hold a stream. Any thread. */
    public Set<String> attachedJobs() {
        return streams.attachedNames();
    }

    /** Called by gRPC. */
    @Override
    public StreamObserver<JobFrame> attach(StreamObserver<CometFrame> out) {
        JobStream stream =
                new JobStream(streams, (ServerCallStreamObserver<CometFrame>) out, settings);
        stream.start();
        return stream;
    }

    /**
     * Completes all streams and stops. What was taken up and is not finished stays unfinished for
     * the jobs, which send it again elsewhere or later. Waits up to 2 s. Repeatable.
     */
    @Override
    public void close() {
        streams.execute(streams::completeAll);
        executor.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
