package dev.halley.comet.rpc;

import static dev.halley.comet.rpc.TestJob.instance;

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
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;

/** A comet's delivery service on a port of its own, with jobs that attach to it. */
abstract class DeliveryServiceCase {
    static final int MAX_UNFINISHED = 50;

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final TestSessions sessions = new TestSessions(registry);
    final InstanceId comet = new InstanceId("comet-1", 1);
    final List<TestJob> jobs = new ArrayList<>();
    final DeliveryService service =
            new DeliveryService(
                    sessions.shards,
                    new DeliverySettings(
                            comet,
                            Duration.ofMillis(300),
                            MAX_UNFINISHED,
                            1 << 20,
                            Duration.ofMillis(1)),
                    this::replay,
                    registry,
                    Clock.systemUTC());
    final GrpcServer server =
            GrpcServer.start(
                    GrpcServerOptions.at("127.0.0.1", 0).withExecutor(Runnable::run),
                    List.of(service));
    volatile CompletionStage<Void> replayed = CompletableFuture.completedFuture(null);

    @AfterEach
    final void close() {
        jobs.forEach(TestJob::close);
        service.close();
        server.close();
        sessions.close();
    }

    TestJob attach(int number) {
        TestJob job = TestJob.attach(server.port(), instance(number));
        jobs.add(job);
        return job;
    }

    private CompletionStage<Void> replay() {
        return replayed;
    }

    double count(String counter) {
        return registry.get(counter).counter().count();
    }

    double broken(String reason) {
        return registry.get("halley.comet.delivery.streams.broken")
                .tag("reason", reason)
                .counter()
                .count();
    }
}
