package dev.halley.benchmarks.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A network of one's own in front of a listener on loopback: what comes to it is carried there and
 * back, until it is halted. Then nothing is carried and nothing is closed, as where a cable is out.
 * One thread; methods may be called from any.
 */
final class HaltableLink implements AutoCloseable {

    private static final int BUFFER_BYTES = 16 << 10;
    private static final int TASK_LIMIT_SECONDS = 10;

    private final InetSocketAddress target;
    private final ServerSocketChannel listener;
    private final Selector selector = Selector.open();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::carry, "bench-link");
    private volatile boolean closing;
    private boolean halted;

    /** Listens on a free port of loopback. */
    HaltableLink(InetSocketAddress target) throws IOException {
        this.target = target;
        this.listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4_096);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        thread.setDaemon(true);
        thread.start();
    }

    /** Where to connect in place of the target. */
    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) listener.getLocalAddress();
    }

    /** Carries nothing once this returns, and takes nobody. */
    void halt() {
        run(() -> halt(true));
    }

    /** Goes on where it was. */
    void goOn() {
        run(() -> halt(false));
    }

    /** Resets every connection, and goes on with new ones. */
    void sever() {
        run(
                () -> {
                    for (SelectionKey key : selector.keys()) {
                        if (key.attachment() instanceof End end) {
                            end.reset();
                        }
                    }
                    halt(false);
                });
    }

    @Override
    public void close() {
        closing = true;
        selector.wakeup();
    }

    /** On the link's thread; returns when it has run. */
    private void run(Runnable task) {
        FutureTask<Boolean> done = new FutureTask<>(task, true);
        tasks.add(done);
        selector.wakeup();
        try {
            done.get(TASK_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a link of the network stands still", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void halt(boolean now) {
        halted = now;
        for (SelectionKey key : selector.keys()) {
            if (key.isValid() && key.attachment() instanceof End end) {
                end.wish();
            } else if (key.isValid()) {
                key.interestOps(halted ? 0 : SelectionKey.OP_ACCEPT);
            }
        }
    }

    private void carry() {
        try {
            while (!closing) {
                selector.select(this::ready);
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                SocketChannel client = listener.accept();
                if (client != null) {
                    connect(client);
                }
            } else if (key.attachment() instanceof End end) {
                end.ready(key);
            }
        } catch (IOException e) {
            if (key.attachment() instanceof End end) {
                end.reset();
            }
        }
    }

    private void connect(SocketChannel client) throws IOException {
        SocketChannel server = SocketChannel.open();
        try {
            End here = new End(client);
            End there = new End(server);
            here.other = there;
            there.other = here;
            there.connecting = !server.connect(target);
            here.wish();
            there.wish();
        } catch (IOException e) {
            // Nobody is there now.
            client.close();
            server.close();
        }
    }

    /** One of the two ends of a connection that is carried, with what is on its way to it. */
    private final class End {

        private final SocketChannel channel;
        private final ByteBuffer pending = ByteBuffer.allocate(BUFFER_BYTES).flip();
        private final SelectionKey key;
        private End other = this;
        private boolean connecting;
        private boolean ended;

        End(SocketChannel channel) throws IOException {
            this.channel = channel;
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            key = channel.register(selector, 0, this);
        }

        /** What this end waits for: to be connected, to be written to, to be read from. */
        void wish() {
            if (!key.isValid()) {
                return;
            }
            int ops = 0;
            if (connecting) {
                ops = SelectionKey.OP_CONNECT;
            } else if (!halted) {
                boolean room = !other.pending.hasRemaining() && !other.connecting && !ended;
                ops = (room ? SelectionKey.OP_READ : 0);
                ops |= pending.hasRemaining() ? SelectionKey.OP_WRITE : 0;
            }
            key.interestOps(ops);
        }

        void ready(SelectionKey ready) throws IOException {
            if (ready.isConnectable()) {
                channel.finishConnect();
                connecting = false;
            } else if (!halted && ready.isWritable()) {
                flush();
            } else if (!halted && ready.isReadable()) {
                read();
            }
            wish();
            other.wish();
        }

        private void read() throws IOException {
            other.pending.clear();
            int read = channel.read(other.pending);
            other.pending.flip();
            if (read < 0) {
                ended = true;
            }
            other.flush();
        }

        private void flush() throws IOException {
            if (pending.hasRemaining()) {
                channel.write(pending);
            }
            if (other.ended && !pending.hasRemaining()) {
                channel.close();
                other.channel.close();
            }
        }

        void reset() {
            for (End end : new End[] {this, other}) {
                try {
                    end.channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                    end.channel.close();
                } catch (IOException e) {
                    // It is gone already.
                }
            }
        }
    }
}
