package dev.halley.benchmarks.floor;

import dev.halley.benchmarks.client.Dialer;
import dev.halley.benchmarks.floor.loop.DueTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One thread that dials its share of the connections and counts what arrives. Ages are those of
 * every sixteenth connection. What others may read while it runs is volatile; ages after {@link
 * #stopAndJoin}.
 */
final class CountingLoop implements Runnable {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int READ_BYTES = 2 << 20;
    private static final int DIALS = 64;
    private static final int POLL_MS = 20;
    private static final int SAMPLED = 16;
    private static final long OLDEST_US = 300_000_000L;
    private static final int DIGITS = 3;
    private static final long NANOS_PER_US = 1_000;

    private final InetSocketAddress address;
    private final int connections;
    private final int messageBytes;
    private final Selector selector;
    private final Thread thread;
    private final Dialer dialer = new Dialer();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
    private final Histogram agesUs = new Histogram(OLDEST_US, DIGITS);
    private final LongConsumer age = this::age;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private int dialled;
    private long firstMeasured;
    private long countedBytes;
    private long countedReads;

    private volatile @Nullable DueTimes due;
    private volatile boolean stopping;
    private volatile long bytes;
    private volatile long reads;

    CountingLoop(String name, InetSocketAddress address, int connections, int messageBytes)
            throws IOException {
        this.address = address;
        this.connections = connections;
        this.messageBytes = messageBytes;
        this.selector = Selector.open();
        this.thread = new Thread(this, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** From here on ages are told, those of messages of the warm-up apart. */
    void schedule(DueTimes times, long firstMeasuredMessage) {
        firstMeasured = firstMeasuredMessage;
        due = times;
    }

    /** Connections that were opened. */
    int open() {
        return open.get();
    }

    /** Connections that could not be opened, or that the floor closed. */
    int lost() {
        return lost.get();
    }

    /** Bytes that have arrived. */
    long bytes() {
        return bytes;
    }

    /** Reads that brought them. */
    long reads() {
        return reads;
    }

    long cpuNanos() {
        return Math.max(0, THREADS.getThreadCpuTime(thread.getId()));
    }

    /** After {@link #stopAndJoin}. */
    Histogram agesUs() {
        return agesUs;
    }

    void stopAndJoin() throws InterruptedException {
        if (!stopping) {
            stopping = true;
            selector.wakeup();
        }
        thread.join();
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                dialMore();
                selector.select(this::ready, POLL_MS);
                bytes = countedBytes;
                reads = countedReads;
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void dialMore() {
        while (dialled < connections && dialled - open() - lost() < DIALS) {
            try {
                CountedConnection connection =
                        new CountedConnection(
                                dialer.dial(address), messageBytes, dialled % SAMPLED == 0);
                connection.channel.register(selector, SelectionKey.OP_CONNECT, connection);
            } catch (IOException e) {
                lost.incrementAndGet();
            }
            dialled++;
        }
    }

    private void ready(SelectionKey key) {
        CountedConnection connection = (CountedConnection) key.attachment();
        try {
            if (key.isConnectable()) {
                connection.channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                open.incrementAndGet();
            } else if (key.isReadable()) {
                read(connection);
            }
        } catch (IOException e) {
            end(connection);
        }
    }

    private void read(CountedConnection connection) throws IOException {
        buffer.clear();
        int read = connection.channel.read(buffer);
        if (read < 0) {
            end(connection);
            return;
        }
        countedBytes += read;
        countedReads++;
        DueTimes times = due;
        if (times != null && connection.sampled) {
            connection.received(read, times, firstMeasured, System.nanoTime(), age);
        }
    }

    private void age(long nanos) {
        agesUs.recordValue(Math.max(0, Math.min(nanos / NANOS_PER_US, OLDEST_US)));
    }

    private void end(CountedConnection connection) {
        lost.incrementAndGet();
        try {
            connection.channel.close();
        } catch (IOException e) {
            // It is gone either way, and counted.
        }
    }
}
