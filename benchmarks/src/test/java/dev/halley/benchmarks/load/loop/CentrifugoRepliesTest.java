package dev.halley.benchmarks.load.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.benchmarks.ProtobufBytes;
import dev.halley.benchmarks.audit.Stamp;
import dev.halley.benchmarks.audit.Troubles;
import dev.halley.benchmarks.client.BrokenStreamException;
import dev.halley.benchmarks.client.Comets;
import dev.halley.benchmarks.client.LoadTarget;
import dev.halley.benchmarks.client.Reconnects;
import dev.halley.benchmarks.client.SessionSpec;
import dev.halley.benchmarks.client.Wire;
import dev.halley.benchmarks.recovery.Clients;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class CentrifugoRepliesTest {

    private static final int RUN = 77;
    private static final int MESSAGES = 200;

    private static final byte[] MINUS_TEN = {-10, -1, -1, -1, -1, -1, -1, -1, -1, 1};

    private final LoadTarget target =
            new LoadTarget(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), Wire.CENTRIFUGO);
    private final LoopSettings settings = settings();
    private final LoopCounts counts = new LoopCounts();
    private final LoadSession session =
            new LoadSession(new SessionSpec(0, 3, 1, 1, "k", ""), settings, counts, new Troubles());
    private final MessageScanner scanner = new MessageScanner(session, settings, counts);

    @Test
    void anySplitGivesTheSameCounts() {
        Random random = new Random(5);
        assertThat(SplitStream.scan(scanner, stream(), random, 1_000_000)).isEmpty();
        assertThat(counts.deliveries).isEqualTo(MESSAGES);
        assertThat(counts.duplicated + counts.reordered + counts.misrouted).isZero();
        assertThat(counts.latencyUs.getMaxValue()).isEqualTo(1_000);
    }

    @Test
    void isOnlineOnceItIsInItsChannel() {
        scan(reply(1, 5, new byte[0]));
        assertThat(session.online).isFalse();
        scan(reply(2, 6, new byte[0]));
        assertThat(session.online).isTrue();
    }

    @Test
    void anEmptyReplyIsAnswered() {
        scan(new byte[] {0});
        assertThat(scanner.takeAnswer()).isNotNull();
        assertThat(scanner.takeAnswer()).isNull();
    }

    @Test
    void whatTheServerRefusesEndsTheSessionWithItsWords() {
        byte[] error =
                new ProtobufBytes()
                        .number(1, 103)
                        .bytes(2, "permission denied".getBytes(StandardCharsets.UTF_8))
                        .toBytes();
        assertThatThrownBy(() -> scan(reply(2, 2, error)))
                .isInstanceOf(BrokenStreamException.class)
                .hasMessageContaining("permission denied");
    }

    @ParameterizedTest
    @CsvSource({"7,unsubscribed", "11,disconnected"})
    void aServerThatSendsTheSessionAwayEndsItWithItsWords(int field, String what) {
        byte[] reason =
                new ProtobufBytes()
                        .number(1, 2500)
                        .bytes(2, "expired".getBytes(StandardCharsets.UTF_8))
                        .toBytes();
        byte[] push = new ProtobufBytes().bytes(field, reason).toBytes();
        assertThatThrownBy(() -> scan(reply(0, 4, push)))
                .isInstanceOf(BrokenStreamException.class)
                .hasMessageStartingWith(what)
                .hasMessageContaining("expired");
    }

    @Test
    void lengthsThatCannotBeEndTheSession() {
        byte[] beyond = {4, 0x22, 0x7f, 0, 0};
        assertThatThrownBy(() -> scan(beyond)).isInstanceOf(BrokenStreamException.class);
        byte[] longer = {0x7f, 0x22};
        assertThatThrownBy(() -> scan(longer)).isInstanceOf(BrokenStreamException.class);
        byte[] below = new ProtobufBytes().raw(MINUS_TEN).raw(new byte[20]).toBytes();
        assertThatThrownBy(() -> scan(below)).isInstanceOf(BrokenStreamException.class);
        byte[] inner = new ProtobufBytes().raw(new byte[] {0x22}).raw(MINUS_TEN).withLength();
        assertThatThrownBy(() -> scan(inner)).isInstanceOf(BrokenStreamException.class);
    }

    private LoopSettings settings() {
        return new LoopSettings(
                new Comets(List.of(target)),
                Reconnects.none(),
                RUN,
                1000,
                1,
                false,
                Clients.of(1),
                -1);
    }

    private void scan(byte[] replies) {
        byte[] message = ProtobufBytes.message(replies);
        ByteBuffer buffer = ByteBuffer.allocate(4096).put(message);
        scanner.scan(buffer, 0, message.length, 0);
    }

    private static byte[] reply(int id, int field, byte[] result) {
        return new ProtobufBytes().number(1, id).bytes(field, result).withLength();
    }

    /** The answers to connect and subscribe, then publications, one to seven in a message. */
    private static byte[] stream() {
        ProtobufBytes all = new ProtobufBytes();
        all.raw(ProtobufBytes.message(reply(1, 5, new byte[0])));
        all.raw(ProtobufBytes.message(reply(2, 6, new byte[0])));
        int sequence = 0;
        while (sequence < MESSAGES) {
            int group = Math.min(MESSAGES - sequence, 1 + sequence % 7);
            ProtobufBytes message = new ProtobufBytes();
            for (int i = 0; i < group; i++) {
                message.raw(ProtobufBytes.publication("room", stamp(sequence++)));
            }
            all.raw(ProtobufBytes.message(message.toBytes()));
        }
        return all.toBytes();
    }

    private static byte[] stamp(int sequence) {
        ByteBuffer payload = ByteBuffer.allocate(Stamp.BYTES + sequence % 140);
        new Stamp(RUN, 3, 0, sequence % 2 == 1, sequence, 0).write(payload);
        return payload.array();
    }
}
