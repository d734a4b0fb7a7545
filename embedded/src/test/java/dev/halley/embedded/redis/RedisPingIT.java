package dev.halley.embedded.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.embedded.child.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class RedisPingIT {

    @ParameterizedTest
    @CsvSource({
        "+PONG, SERVING",
        "-LOADING Redis is loading the dataset in memory, LOADING",
        "-NOAUTH Authentication required., NONE",
        "-MASTERDOWN Link with MASTER is down, NONE",
    })
    void tellsWhatAServerSays(String says, Answer answer) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> said = CompletableFuture.runAsync(() -> say(server, says));
            assertThat(RedisPing.ask(server.getLocalPort())).isEqualTo(answer);
            said.join();
        }
    }

    private static void say(ServerSocket server, String text) {
        try (Socket client = server.accept()) {
            client.getInputStream().readNBytes("PING\r\n".length());
            client.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
