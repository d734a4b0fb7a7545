package dev.halley.comet.rpc;

import dev.halley.comet.config.DeliverySettings;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.rpc.GrpcServer;
import dev.halley.runtime.rpc.GrpcServerOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The delivery service of a comet behind a real server, with sessions in memory. */
final class DeliveryFixture implements AutoCloseable {
    final SimpleMeterRegistry registry;
    final TestSessions sessions;
    private final List<TestJob> jobs = new ArrayList<>();
    private final DeliveryService service;
    private final GrpcServer server;

    DeliveryFixture(Clock clock) {
        this(clock, new SimpleMeterRegistry());
    }

    DeliveryFixture(Clock clock, SimpleMeterRegistry meters) {
        registry = meters;
        sessions = new TestSessions(registry, clock);
        service =
                new DeliveryService(
                        sessions.shards,
                        new DeliverySettings(
                                new InstanceId("comet-1", 1),
                                Duration.ofSeconds(5),
                                100,
                                1 << 20,
                                Duration.ofMillis(1)),
                        () -> CompletableFuture.completedFuture(null),
                        registry,
                        clock);
        server =
                GrpcServer.start(
                        GrpcServerOptions.at("127.0.0.1", 0).withExecutor(Runnable::run),
                        List.of(service));
    }

    /** A job whose stream has no frame yet. */
    TestJob dial() {
        TestJob job = TestJob.dial(server.port());
        jobs.add(job);
        return job;
    }

    /** A job that has said hello and knows the rooms. */
    TestJob attach() {
        TestJob job = TestJob.attach(server.port(), TestJob.instance(1));
        jobs.add(job);
        return job;
    }

    double count(String counter) {
        return registry.get(counter).counter().count();
    }

    @Override
    public void close() {
        jobs.forEach(TestJob::close);
        service.close();
        server.close();
        sessions.close();
    }
}
