package dev.halley.benchmarks.load.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.benchmarks.audit.Stamp;
import dev.halley.benchmarks.audit.Troubles;
import dev.halley.benchmarks.client.BrokenStreamException;
import dev.halley.benchmarks.client.Comets;
import dev.halley.benchmarks.client.LoadTarget;
import dev.halley.benchmarks.client.Reconnects;
import dev.halley.benchmarks.client.SessionSpec;
import dev.halley.benchmarks.client.Wire;
import dev.halley.benchmarks.load.LoadTotals;
import dev.halley.benchmarks.recovery.Clients;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class MessageScannerTest {

    private static final int RUN = 77;
    private static final int MESSAGES = 200;

    private final LoopCounts counts = new LoopCounts();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anySplitGivesTheSameCounts(boolean webSocket) throws IOException {
        byte[] stream = stream(webSocket);
        Random random = new Random(5);
        for (int round = 0; round < 50; round++) {
            long before = counts.deliveries;
            LoadSession session = session(webSocket);
            MessageScanner scanner = scanner(session);
            assertThat(SplitStream.scan(scanner, stream, random, 1_000_000)).isEmpty();
            assertThat(counts.deliveries - before).isEqualTo(MESSAGES);
        }
        assertThat(counts.duplicated + counts.reordered + counts.misrouted).isZero();
        assertThat(counts.measured).isEqualTo(50 * MESSAGES / 2);
        assertThat(counts.latencyUs.getMaxValue()).isEqualTo(1_000);
    }

    @Test
    void messagesOfAnotherRunOrTargetAreNotDeliveries() throws IOException {
        LoadSession session = session(false);
        scan(session, frame(1000, stamp(RUN + 1, 3, 0)));
        scan(session, frame(1000, new byte[4]));
        scan(session, frame(1000, stamp(RUN, 4, 0)));
        assertThat(counts.strays).isEqualTo(2);
        assertThat(counts.misrouted).isEqualTo(1);
        assertThat(counts.deliveries).isZero();
        LoadTotals totals = counts.report(0).totals();
        assertThat(totals.strays()).isEqualTo(2);
        assertThat(totals.misrouted()).isEqualTo(1);
    }

    @Test
    void brokenLengthsEndTheSession() throws IOException {
        byte[] frame = frame(1000, stamp(RUN, 3, 0));
        frame[0] = 0x7f;
        LoadSession session = session(false);
        assertThatThrownBy(() -> scan(session, frame)).isInstanceOf(BrokenStreamException.class);
    }

    @Test
    void aCloseMessageEndsTheSessionWithItsCode() throws IOException {
        LoadSession session = session(true);
        byte[] close = {(byte) 0x88, 2, 0x0f, (byte) 0xa5};
        assertThatThrownBy(() -> scan(session, close)).hasMessage("closed with code 4005");
    }

    private void scan(LoadSession session, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(4096).put(bytes);
        scanner(session).scan(buffer, 0, bytes.length, 0);
    }

    private MessageScanner scanner(LoadSession session) {
        return new MessageScanner(session, settings(session.target), counts);
    }

    private static LoopSettings settings(LoadTarget target) {
        Comets comets = new Comets(List.of(target));
        return new LoopSettings(comets, Reconnects.none(), RUN, 1000, 1, false, Clients.of(1), -1);
    }

    private LoadSession session(boolean webSocket) {
        LoadTarget target =
                new LoadTarget(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                        webSocket ? Wire.WEBSOCKET : Wire.TCP);
        LoadSession session =
                new LoadSession(
                        new SessionSpec(0, 3, 1, 1, "k", ""),
                        settings(target),
                        counts,
                        new Troubles());
        session.cameOnline(new byte[0], 0);
        return session;
    }

    /** Messages in groups of one to seven; on WebSocket several of a group are a batch. */
    private static byte[] stream(boolean webSocket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int sequence = 0;
        while (sequence < MESSAGES) {
            int group = Math.min(MESSAGES - sequence, 1 + sequence % 7);
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            for (int i = 0; i < group; i++) {
                frames.write(frame(1000, stamp(RUN, 3, sequence++)));
            }
            byte[] bytes = frames.toByteArray();
            if (webSocket) {
                byte[] packet = group > 1 ? frame(9, bytes) : bytes;
                all.write(header(packet.length));
                all.write(packet);
            } else {
                all.write(bytes);
            }
        }
        return all.toByteArray();
    }

    private static byte[] header(int length) {
        return length < 126
                ? new byte[] {(byte) 0x82, (byte) length}
                : new byte[] {(byte) 0x82, 126, (byte) (length >> 8), (byte) length};
    }

    private static byte[] stamp(int run, int target, int sequence) {
        ByteBuffer payload = ByteBuffer.allocate(Stamp.BYTES + sequence % 40);
        new Stamp(run, target, 0, sequence % 2 == 1, sequence, 0).write(payload);
        return payload.array();
    }

    private static byte[] frame(int operation, byte[] body) {
        return ByteBuffer.allocate(16 + body.length)
                .putInt(16 + body.length)
                .putShort((short) 16)
                .putShort((short) 1)
                .putInt(operation)
                .putInt(0)
                .put(body)
                .array();
    }
}
