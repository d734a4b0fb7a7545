package dev.halley.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sessions of {@link FakeGoim}: answers AUTH, and sends what it is given. */
final class FakeSessions implements AutoCloseable {

    private static final Pattern MID = Pattern.compile("\"mid\":(\\d+)");
    private static final Pattern ROOM = Pattern.compile("\"room_id\":\"([^\"]+)\"");

    private final boolean webSocket;
    private final ServerSocketChannel listener;
    private final Selector selector = Selector.open();
    private final Map<String, List<SocketChannel>> members = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::serve, "fake-goim");
    private final AtomicLong sent = new AtomicLong();
    private final FakeStreams streams = new FakeStreams(this::sendOne);
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong authenticated = new AtomicLong();
    private volatile long mutedFrom = Long.MAX_VALUE;

    FakeSessions(boolean webSocket) throws IOException {
        this.webSocket = webSocket;
        listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    int port() throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    /** Closes new sessions instead of answering their AUTH. */
    void refuseSessions() {
        refuseSessionsAfter(0);
    }

    /** The same, but for so many that come first. */
    void refuseSessionsAfter(long served) {
        mutedFrom = served;
    }

    /** Connections that were taken. */
    long accepted() {
        return accepted.get();
    }

    /** Those of clients that speak version 2. */
    FakeStreams streams() {
        return streams;
    }

    /** Messages, or batches of them, that were sent. */
    long sent() {
        return sent.get();
    }

    /** Ends one session of a target, as a server would that goes down. */
    void closeOne() throws IOException {
        members.values().iterator().next().get(0).close();
    }

    static ByteBuffer frame(int operation, int sequence, byte[] body) {
        return ByteBuffer.allocate(16 + body.length)
                .putInt(16 + body.length)
                .putShort((short) 16)
                .putShort((short) 1)
                .putInt(operation)
                .putInt(sequence)
                .put(body)
                .flip();
    }

    /** Sends frames to every session of a target: glued on TCP, one batch on WebSocket. */
    void send(String target, List<ByteBuffer> frames) throws IOException {
        for (ByteBuffer frame : frames) {
            boolean user = target.startsWith("mid:");
            streams.append(user ? "user:" + target.substring(4) : "room:" + target, frame);
        }
        int length = frames.stream().mapToInt(ByteBuffer::remaining).sum();
        if (length == 0) {
            return;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        frames.forEach(frame -> all.put(frame.duplicate()));
        boolean batch = webSocket && frames.size() > 1;
        ByteBuffer bytes = message(batch ? frame(9, 0, all.array()) : all.flip());
        for (SocketChannel member : members.getOrDefault(target, List.of())) {
            if (member.isOpen()) {
                write(member, bytes.duplicate());
                sent.incrementAndGet();
            }
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        listener.close();
        for (List<SocketChannel> channels : members.values()) {
            for (SocketChannel channel : channels) {
                channel.close();
            }
        }
    }

    private void serve() {
        try {
            while (selector.isOpen()) {
                selector.select(this::ready);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (java.nio.channels.ClosedSelectorException e) {
            return;
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                SocketChannel channel = listener.accept();
                accepted.incrementAndGet();
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ);
            } else {
                read((SocketChannel) key.channel());
            }
        } catch (IOException | CancelledKeyException e) {
            // Whoever writes to a client closes it when it is gone, between two looks at its key.
            key.cancel();
        }
    }

    private void read(SocketChannel channel) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(4096);
        if (channel.read(in) < 0 || authenticated.get() >= mutedFrom) {
            channel.close();
            return;
        }
        in.flip();
        if (in.get(0) == 'G') {
            String upgraded = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";
            write(channel, ByteBuffer.wrap(upgraded.getBytes(StandardCharsets.US_ASCII)));
            return;
        }
        byte[] packet = webSocket ? unmask(in) : java.util.Arrays.copyOf(in.array(), in.limit());
        int operation = ByteBuffer.wrap(packet).getInt(8);
        authenticated.addAndGet(operation == 7 ? 1 : 0);
        if (operation == 7 && ByteBuffer.wrap(packet).getShort(6) == 2) {
            streams.join(
                    channel, new String(packet, 16, packet.length - 16, StandardCharsets.UTF_8));
        } else if (operation == 7) {
            write(channel, message(frame(8, 1, new byte[0])));
            join(channel, new String(packet, StandardCharsets.UTF_8));
        } else if (operation == 2) {
            write(channel, message(frame(3, 1, new byte[4])));
        }
    }

    private void join(SocketChannel channel, String auth) {
        Matcher mid = MID.matcher(auth);
        Matcher room = ROOM.matcher(auth);
        if (mid.find()) {
            member("mid:" + mid.group(1), channel);
        }
        if (room.find()) {
            member(room.group(1), channel);
        }
    }

    private void member(String target, SocketChannel channel) {
        members.computeIfAbsent(target, t -> new CopyOnWriteArrayList<>()).add(channel);
    }

    private void sendOne(SocketChannel client, ByteBuffer frame) throws IOException {
        write(client, message(frame));
        sent.incrementAndGet();
    }

    private ByteBuffer message(ByteBuffer frames) {
        if (!webSocket) {
            return frames;
        }
        int length = frames.remaining();
        ByteBuffer message = ByteBuffer.allocate(4 + length).put((byte) 0x82);
        if (length < 126) {
            message.put((byte) length);
        } else {
            message.put((byte) 126).putShort((short) length);
        }
        return message.put(frames).flip();
    }

    private static byte[] unmask(ByteBuffer in) {
        int length = in.get(1) & 0x7f;
        int maskAt = length == 126 ? 4 : 2;
        int size = length == 126 ? in.getShort(2) & 0xffff : length;
        byte[] payload = new byte[size];
        for (int i = 0; i < size; i++) {
            payload[i] = (byte) (in.get(maskAt + 4 + i) ^ in.get(maskAt + i % 4));
        }
        return payload;
    }

    private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        synchronized (channel) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }
}
