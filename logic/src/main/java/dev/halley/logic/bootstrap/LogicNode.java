package dev.halley.logic.bootstrap;

import dev.halley.logic.config.LogicNodeConfig;
import dev.halley.logic.http.RestServer;
import dev.halley.runtime.lifecycle.Node;
import dev.halley.runtime.lifecycle.NodeContext;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeMetadata;
import dev.halley.runtime.node.NodeTier;
import dev.halley.runtime.process.SelfAddress;
import dev.halley.runtime.rpc.GrpcServer;
import dev.halley.runtime.rpc.GrpcServerOptions;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node of the API tier. It listens when it has reached Kafka and Redis and has leased a worker
 * number for message ids, but waits for them five seconds at most. After that it listens all the
 * same; until they are there it is not ready, and answers with errors that say what is missing. Does
 * not start when a topic has another number of partitions than configured, or a port is taken.
 */
public final class LogicNode implements Node {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LogicNodeConfig config;
    private final NodeContext context;
    private final Backends backends;
    private final LogicServices services;

    private @Nullable GrpcServer grpc;
    private @Nullable RestServer rest;
    private boolean stopped;

    /** A node that is not started. */
    public LogicNode(LogicNodeConfig config, NodeContext context) {
        this.config = config;
        this.context = context;
        this.backends = new Backends(config, context);
        this.services = LogicServices.of(config, context, backends);
    }

    @Override
    public InstanceId instance() {
        return context.instance();
    }

    @Override
    public void start() {
        try {
            // Who is let in before there is a worker number gets an error that nobody needs.
            backends.start(PATIENCE);
            grpc = GrpcServer.start(grpcOptions(), services.grpc(config, context, backends));
            rest = services.rest(config, context);
            rest.start();
            services.start();
            register(grpc.port(), rest.port());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    // Nothing that is served here blocks, so calls stay on the threads that read them.
    private GrpcServerOptions grpcOptions() {
        var address = config.logic().grpc();
        return GrpcServerOptions.at(address.host(), address.port())
                .withName("halley.logic.grpc.port")
                .withExecutor(Runnable::run);
    }

    private void register(int port, int restPort) {
        Map<String, String> more = Map.of(NodeMetadata.REST_PORT, Integer.toString(restPort));
        context.discovery()
                .register(SelfAddress.of(NodeTier.LOGIC, config.node(), context, port, more));
    }

    @Override
    public Map<String, Integer> ports() {
        return grpc == null || rest == null
                ? Map.of()
                : Map.of("grpc", grpc.port(), "rest", rest.port());
    }

    @Override
    public void drainAndStop(Duration limit) {
        if (stopped) {
            return;
        }
        stopped = true;
        long until = System.nanoTime() + limit.toNanos();
        context.discovery().deregister();
        if (rest != null) {
            rest.drainAndStop(left(until));
        }
        if (grpc != null) {
            grpc.drainAndStop(left(until));
        }
        backends.close(left(until));
        services.close();
    }

    private static Duration left(long untilNanos) {
        return Duration.ofNanos(Math.max(0, untilNanos - System.nanoTime()));
    }
}
