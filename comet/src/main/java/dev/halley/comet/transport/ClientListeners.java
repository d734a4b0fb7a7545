package dev.halley.comet.transport;

import dev.halley.comet.config.CometConfig;
import dev.halley.comet.config.SocketConfig;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;

/** The two ports for clients, open. */
public final class ClientListeners implements AutoCloseable {
    private final Channel tcp;
    private final Channel webSocket;

    private ClientListeners(Channel tcp, Channel webSocket) {
        this.tcp = tcp;
        this.webSocket = webSocket;
    }

    /**
     * Opens both ports; who connects waits until {@link #accept}. Blocks until they are open.
     *
     * @throws UncheckedIOException naming the key and the port if it is in use
     */
    public static ClientListeners open(CometConfig config, EventLoops loops, LoopLookup lookup) {
        ProxyPolicy proxy = new ProxyPolicy(config.proxy());
        Channel tcp = bind(config, config.tcpPort(), loops, new TcpInitializer(lookup, proxy));
        try {
            ChannelInitializer<Channel> initializer =
                    new WebSocketInitializer(lookup, proxy, config.wsPath());
            return new ClientListeners(tcp, bind(config, config.wsPort(), loops, initializer));
        } catch (RuntimeException e) {
            ChannelFuture unused = tcp.close();
            throw e;
        }
    }

    /** Takes clients from now on. */
    public void accept() {
        tcp.config().setAutoRead(true);
        webSocket.config().setAutoRead(true);
    }

    /** Port for TCP clients. */
    public int tcpPort() {
        return ((InetSocketAddress) tcp.localAddress()).getPort();
    }

    /** Port for WebSocket clients. */
    public int wsPort() {
        return ((InetSocketAddress) webSocket.localAddress()).getPort();
    }

    /** Accepts nobody any more; connections stay. */
    @Override
    public void close() {
        tcp.close().awaitUninterruptibly(1000);
        webSocket.close().awaitUninterruptibly(1000);
    }

    private static Channel bind(
            CometConfig config, int port, EventLoops loops, ChannelInitializer<Channel> children) {
        InetSocketAddress address =
                config.host()
                        .map(host -> new InetSocketAddress(host, port))
                        .orElseGet(() -> new InetSocketAddress(port));
        ChannelFuture bound =
                bootstrap(config.socket(), loops, children).bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            Throwable cause = bound.cause();
            String key = port == config.tcpPort() ? "tcp-port" : "ws-port";
            String message = "halley.comet." + key + ": " + port + ": " + cause.getMessage();
            throw new UncheckedIOException(message, new IOException(cause));
        }
        return bound.channel();
    }

    private static ServerBootstrap bootstrap(
            SocketConfig config, EventLoops loops, ChannelInitializer<Channel> children) {
        return new ServerBootstrap()
                .group(loops.acceptor(), loops.workers())
                .channel(loops.serverChannel())
                .option(ChannelOption.SO_BACKLOG, config.backlog())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.AUTO_READ, false)
                // TCP_NODELAY is what Netty sets anyway; a second time is a second call of the
                // kernel.
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                // The allocator that recycles duplicates; see the fan-out.
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(config.receiveBufferBytes()))
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(
                                config.writeLowWaterBytes(), config.writeHighWaterBytes()))
                .childHandler(children);
    }
}
