package dev.halley.embedded.redis;

import dev.halley.embedded.EmbeddedServerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Gives a Redis server one command, as somebody with telnet would. */
final class RedisTalk {
    private static final int LIMIT_MS = 5_000;

    private RedisTalk() {}

    /** All that it answers. */
    static String ask(int port, String command) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(LIMIT_MS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MS);
            String lines = command + "\r\nQUIT\r\n";
            socket.getOutputStream().write(lines.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new EmbeddedServerException("redis: port " + port + " does not answer: " + e, e);
        }
    }

    /** The same; fails when the answer is an error. */
    static String tell(int port, String command) {
        String answer = ask(port, command);
        if (answer.startsWith("-")) {
            throw new EmbeddedServerException(
                    "redis: port " + port + ": " + answer.lines().findFirst().orElse(""));
        }
        return answer;
    }
}
