package dev.halley.comet.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.rpc.TestJob;
import dev.halley.testkit.goim.GoimPacket;
import dev.halley.testkit.goim.RawTcpClient;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was missed, over real sockets, from a logic that keeps streams. */
@Timeout(60)
class CometRecoveryIT {
    private static final String STREAM = "room:live://1";

    private final CometFixture comet = new CometFixture(Map.of()).start();
    private final FakeHistory history = comet.history;
    private final TestJob job = TestJob.attach(comet.node.ports().get("grpc"), TestJob.instance(1));

    @AfterEach
    void stop() {
        job.close();
        comet.close();
    }

    @Test
    void recoversAtTheJoinAndFillsAHoleThatComesLater() throws IOException {
        history.append(STREAM, "one");
        history.append(STREAM, "two");
        history.append(STREAM, "three");
        job.open(1, 0, 1);
        try (RawTcpClient client = comet.tcp()) {
            client.send(new GoimPacket(2, 7, 1, "{\"mid\":7}".getBytes(UTF_8)));
            assertThat(client.receive().operation()).isEqualTo(8);

            client.send(new GoimPacket(2, 18, 2, join(1).getBytes(UTF_8)));

            assertThat(client.receive().text())
                    .contains("\"recovered\":true", "\"epoch\":7", "\"offset\":\"3\"");
            assertThat(body(client)).isEqualTo("two");
            assertThat(body(client)).isEqualTo("three");

            history.append(STREAM, "four");
            job.room(1, 1, "five", history.append(STREAM, "five"));
            assertThat(body(client)).isEqualTo("four");
            assertThat(body(client)).isEqualTo("five");
            job.awaitFinished(1, 1);
        }
    }

    @Test
    void saysWhenNothingCanBeRecovered() throws IOException {
        history.append(STREAM, "one");
        try (RawTcpClient client = comet.tcp()) {
            client.send(new GoimPacket(2, 7, 1, "{\"mid\":7}".getBytes(UTF_8)));
            client.receive();

            client.send(new GoimPacket(2, 18, 2, join(9).getBytes(UTF_8)));

            assertThat(client.receive().text())
                    .contains("\"recovered\":false", "\"epoch\":7", "\"offset\":\"1\"");
        }
    }

    private static String join(long after) {
        return "{\"rooms\":[\"live://1\"],\"recover\":[{\"stream\":\""
                + STREAM
                + "\",\"epoch\":7,\"offset\":\""
                + after
                + "\"}]}";
    }

    /** The body of a frame of version 2, behind its extension. */
    private static String body(RawTcpClient client) throws IOException {
        byte[] packet = client.receivePacket();
        int header = (packet[4] & 0xFF) << 8 | (packet[5] & 0xFF);
        return new String(packet, header, packet.length - header, UTF_8);
    }
}
