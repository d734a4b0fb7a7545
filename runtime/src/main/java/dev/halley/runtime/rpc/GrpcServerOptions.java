package dev.halley.runtime.rpc;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * How a gRPC server listens.
 *
 * @param name what it is called when it cannot listen: the key that its port is set by
 * @param host address to listen on
 * @param port port to listen on, 0 for a free one
 * @param executor runs the calls; a direct executor is allowed for services that never block.
 *     Empty: threads of the server's own, one for each processor and two at least
 * @param maxMessageBytes a larger message ends its call with RESOURCE_EXHAUSTED
 * @param flowControlWindowBytes what a peer may send ahead of what was read
 * @param keepAlive an idle connection is probed after this time, and dropped when the probe stays
 *     unanswered as long again
 */
public record GrpcServerOptions(
        String name,
        String host,
        int port,
        Optional<Executor> executor,
        int maxMessageBytes,
        int flowControlWindowBytes,
        Duration keepAlive) {
    private static final int MESSAGE_BYTES = 4 * 1024 * 1024;
    private static final int WINDOW_BYTES = 4 * 1024 * 1024;
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

    /** Usual limits: messages and window of 4 MiB, probes after 10 s, threads of its own. */
    public static GrpcServerOptions at(String host, int port) {
        return new GrpcServerOptions(
                "grpc", host, port, Optional.empty(), MESSAGE_BYTES, WINDOW_BYTES, KEEP_ALIVE);
    }

    /** The same under another name. */
    public GrpcServerOptions withName(String other) {
        return new GrpcServerOptions(
                other, host, port, executor, maxMessageBytes, flowControlWindowBytes, keepAlive);
    }

    /** The same with another executor. */
    public GrpcServerOptions withExecutor(Executor other) {
        return new GrpcServerOptions(
                name,
                host,
                port,
                Optional.of(other),
                maxMessageBytes,
                flowControlWindowBytes,
                keepAlive);
    }

    /** The same with another limit for messages. */
    public GrpcServerOptions withMaxMessageBytes(int bytes) {
        return new GrpcServerOptions(
                name, host, port, executor, bytes, flowControlWindowBytes, keepAlive);
    }
}
