package dev.halley.runtime.rpc;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A gRPC server of a node. Thread-safe. */
public final class GrpcServer implements AutoCloseable {
    private static final int LEAST_THREADS = 2;

    private final Server server;
    private final Optional<ExecutorService> ownThreads;

    private GrpcServer(Server server, Optional<ExecutorService> ownThreads) {
        this.server = server;
        this.ownThreads = ownThreads;
    }

    /**
     * Listens and serves from now on.
     *
     * @throws UncheckedIOException naming the address if it is in use
     */
    public static GrpcServer start(
            GrpcServerOptions options, List<? extends BindableService> services) {
        Optional<ExecutorService> own =
                options.executor().isPresent() ? Optional.empty() : Optional.of(threads());
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(new InetSocketAddress(options.host(), options.port()))
                        .executor(options.executor().orElseGet(own::orElseThrow))
                        .maxInboundMessageSize(options.maxMessageBytes())
                        .flowControlWindow(options.flowControlWindowBytes())
                        .keepAliveTime(options.keepAlive().toNanos(), TimeUnit.NANOSECONDS)
                        .keepAliveTimeout(options.keepAlive().toNanos(), TimeUnit.NANOSECONDS)
                        .permitKeepAliveTime(1, TimeUnit.SECONDS)
                        .permitKeepAliveWithoutCalls(true);
        services.forEach(builder::addService);
        try {
            return new GrpcServer(builder.build().start(), own);
        } catch (IOException e) {
            own.ifPresent(ExecutorService::shutdownNow);
            throw new UncheckedIOException(
                    options.name() + ": " + options.host() + ":" + options.port() + ": " + why(e),
                    e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.getPort();
    }

    /**
     * Takes no new call, waits for those in flight, then cancels the rest. Blocks. Repeatable.
     *
     * @param limit how long calls in flight may take
     */
    public void drainAndStop(Duration limit) {
        server.shutdown();
        try {
            if (!server.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                server.shutdownNow();
                server.awaitTermination(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        ownThreads.ifPresent(ExecutorService::shutdown);
    }

    // Not the common pool: it has one thread on two processors, and others block it.
    private static ExecutorService threads() {
        return Executors.newFixedThreadPool(
                Math.max(LEAST_THREADS, Runtime.getRuntime().availableProcessors()),
                work -> {
                    Thread thread = new Thread(work, "grpc-server");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @Override
    public void close() {
        drainAndStop(Duration.ZERO);
    }

    private static String why(IOException e) {
        return String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage());
    }
}
