package dev.halley.benchmarks.load.loop;

import dev.halley.benchmarks.client.BrokenStreamException;
import dev.halley.benchmarks.client.CentrifugoBytes;
import dev.halley.benchmarks.client.ClientBytes;
import dev.halley.benchmarks.client.Wire;
import dev.halley.benchmarks.recovery.StreamClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One connection of a session, from the dial to its end. */
final class LoadConnection {

    /** Where a connection stands. */
    enum Phase {
        CONNECTING,
        UPGRADING,
        AUTHENTICATING,
        ONLINE,
        CLOSED
    }

    private static final byte[] NOTHING = {};

    final LoadSession session;
    final SocketChannel channel;
    final long dialledNanos;
    Phase phase = Phase.CONNECTING;

    private final LoopSettings settings;
    private final MessageScanner scanner;
    private final Wire wire;

    /** What the last read ended within; only that is kept. */
    private byte[] carry = NOTHING;

    LoadConnection(
            LoadSession session, SocketChannel channel, LoopSettings settings, LoopCounts counts) {
        this.session = session;
        this.channel = channel;
        this.settings = settings;
        this.wire = session.target.wire();
        this.scanner = new MessageScanner(session, settings, counts);
        this.dialledNanos = System.nanoTime();
        if (session.stream != null) {
            session.stream.dialled(dialledNanos);
        }
    }

    /** The connection is open: asks for WebSocket, or authenticates. */
    void opened() throws IOException {
        if (wire.webSocket()) {
            phase = Phase.UPGRADING;
            channel.write(ClientBytes.upgrade(session.target));
        } else {
            authenticate();
        }
    }

    /**
     * Reads what there is.
     *
     * @param buffer at its beginning; overwritten
     * @return bytes read; below 0: the server closed
     * @throws BrokenStreamException if the server closed in-band, or sent what is no frame
     */
    int read(ByteBuffer buffer) throws IOException {
        buffer.clear().put(carry);
        int read = channel.read(buffer);
        if (read < 0) {
            return read;
        }
        int from = phase == Phase.UPGRADING ? upgraded(buffer) : 0;
        int end = buffer.position();
        boolean holdsFrames = phase != Phase.UPGRADING;
        int scanned = holdsFrames ? scanner.scan(buffer, from, end, System.nanoTime()) : 0;
        keep(buffer, scanned, end);
        if (phase == Phase.AUTHENTICATING && session.online) {
            phase = Phase.ONLINE;
        }
        ByteBuffer answer = scanner.takeAnswer();
        if (answer != null) {
            channel.write(answer);
        }
        return read;
    }

    /** Shows the server that the session lives; Centrifugo asks for that itself. */
    void beat() throws IOException {
        if (wire != Wire.CENTRIFUGO) {
            channel.write(ClientBytes.heartbeat(settings.clients().version(), wire.webSocket()));
        }
    }

    private void authenticate() throws IOException {
        phase = Phase.AUTHENTICATING;
        channel.write(authentication());
    }

    private ByteBuffer authentication() {
        StreamClient stream = session.stream;
        if (wire == Wire.CENTRIFUGO) {
            return CentrifugoBytes.connect(session.spec);
        }
        return stream == null
                ? ClientBytes.auth(session.spec, settings.operation(), wire.webSocket())
                : ClientBytes.auth2(session.spec, stream.recover(), wire.webSocket());
    }

    /** Looks for the end of the answer to the upgrade; where the first message starts. */
    private int upgraded(ByteBuffer buffer) throws IOException {
        for (int at = 3; at < buffer.position(); at++) {
            if (buffer.getInt(at - 3) == 0x0d0a0d0a) {
                // "HTTP/1.1 101": the status begins at 9.
                if (buffer.get(9) != '1' || buffer.get(10) != '0' || buffer.get(11) != '1') {
                    throw new BrokenStreamException("the WebSocket upgrade was refused");
                }
                authenticate();
                return at + 1;
            }
        }
        return 0;
    }

    private void keep(ByteBuffer buffer, int from, int end) {
        int left = end - from;
        if (left == 0) {
            carry = NOTHING;
            return;
        }
        byte[] kept = carry.length == left ? carry : new byte[left];
        buffer.get(from, kept);
        carry = kept;
    }
}
