package dev.halley.logic.http;

import dev.halley.logic.http.request.RejectReason;
import dev.halley.logic.http.request.RequestMetrics;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.io.IOException;

/**
 * Closes a connection whose requests can no longer be decoded. Netty refuses more than 128 requests
 * that wait for their answers, which happens to a caller that does not read; without this handler
 * each further read of such a connection would be one more warning in the log.
 */
final class PipelineFaults extends ChannelInboundHandlerAdapter {
    private final HttpConnection connection;
    private final RequestMetrics metrics;

    private PipelineFaults(HttpConnection connection, RequestMetrics metrics) {
        this.connection = connection;
        this.metrics = metrics;
    }

    /** Watches a connection; called on its event loop. */
    static void watch(HttpConnection connection, RequestMetrics metrics) {
        if (connection instanceof HttpServerConnection server) {
            ChannelHandlerContext last = server.channelHandlerContext();
            last.pipeline()
                    .addBefore(last.name(), "faults", new PipelineFaults(connection, metrics));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            context.fireExceptionCaught(cause);
            return;
        }
        boolean pipelined = cause instanceof IllegalStateException;
        metrics.rejected(pipelined ? RejectReason.SLOW_READER : RejectReason.BAD_HTTP);
        connection.close();
    }
}
