package dev.halley.benchmarks.client;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/**
 * Opens connections. One source address has some 28,000 ports on Linux, fewer while those of an
 * earlier run are not free yet; when they run short it goes on from the next address of loopback.
 */
public final class Dialer {

    private static final int LAST_SOURCE = 20;

    private int source;

    /** Begins with the source address that the system chooses. */
    public Dialer() {}

    /** Begins to connect, without blocking. */
    public SocketChannel dial(InetSocketAddress target) throws IOException {
        while (true) {
            try {
                return dialFrom(source, target);
            } catch (BindException e) {
                if (source == LAST_SOURCE || target.getAddress().getAddress().length != 4) {
                    throw e;
                }
                source++;
            }
        }
    }

    private static SocketChannel dialFrom(int source, InetSocketAddress target) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (source > 0) {
                channel.bind(new InetSocketAddress("127.0.0." + (source + 1), 0));
            }
            channel.connect(target);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }
}
