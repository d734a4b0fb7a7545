package dev.halley.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.halley.benchmarks.client.LoadTarget;
import dev.halley.benchmarks.client.Wire;
import dev.halley.benchmarks.spec.Peer;
import dev.halley.benchmarks.spec.ServerView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HaltableNetworkIT {

    private static final int QUIET_MS = 300;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private ServerSocket comet;
    private HaltableNetwork network;

    @BeforeEach
    void start() throws IOException {
        comet = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        InetSocketAddress address = (InetSocketAddress) comet.getLocalSocketAddress();
        ServerView view =
                new ServerView(
                        new Peer(List.of(new LoadTarget(address, Wire.TCP)), List.of(address)),
                        Map.of(),
                        List.of());
        network = new HaltableNetwork(() -> view);
    }

    @AfterEach
    void stop() throws IOException {
        network.close();
        comet.close();
    }

    @Test
    void carriesBothWaysAndEndsWithItsEnds() throws IOException {
        try (Socket client = dial();
                Socket server = comet.accept()) {
            byte[] large = new byte[1 << 20];
            Thread sender = new Thread(() -> send(client, large));
            sender.start();
            assertThat(server.getInputStream().readNBytes(large.length)).hasSize(large.length);
            server.getOutputStream().write(7);
            assertThat(client.getInputStream().read()).isEqualTo(7);
            server.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void carriesNothingWhileItIsFrozenAndLosesNothing() throws IOException {
        try (Socket client = dial();
                Socket server = comet.accept()) {
            client.setSoTimeout(QUIET_MS);
            assertThat(network.run(List.of("freeze", "comet-1"))).isZero();
            server.getOutputStream().write(7);
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class);
            network.run(List.of("thaw", "comet-1"));
            client.setSoTimeout((int) LIMIT.toMillis());
            assertThat(client.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void seversConnectionsAndCarriesNewOnes() throws IOException {
        try (Socket client = dial();
                Socket server = comet.accept()) {
            network.run(List.of("freeze", "comet-1"));
            network.run(List.of("sever", "comet-1"));
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketException.class);
            try (Socket next = dial();
                    Socket served = comet.accept()) {
                served.getOutputStream().write(8);
                assertThat(next.getInputStream().read()).isEqualTo(8);
            }
            assertThat(server.isClosed()).isFalse();
        }
    }

    @Test
    void endsAConnectionThatNobodyTakes() throws IOException {
        Socket client = dial();
        comet.accept().close();
        assertThat(client.getInputStream().read()).isEqualTo(-1);
        comet.close();
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> {
                            try (Socket refused = dial()) {
                                assertThat(endOf(refused)).isTrue();
                            }
                        });
        client.close();
    }

    private static boolean endOf(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    private static void send(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Socket dial() throws IOException {
        InetSocketAddress link = network.look().peer().comets().get(0).address();
        return new Socket(link.getAddress(), link.getPort());
    }
}
