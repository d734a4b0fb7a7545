package dev.halley.embedded.redis;

import dev.halley.embedded.child.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks a Redis server whether it has loaded its data. */
public final class RedisPing {
    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String PONG = "+PONG";
    // The first letters of "-LOADING Redis is loading the dataset in memory".
    private static final String LOADING = "-LOAD";
    private static final int LIMIT_MS = 1_000;

    private RedisPing() {}

    /** Whether it has; blocks a second at most each for connection and answer. */
    public static boolean answers(int port) {
        return ask(port) == Answer.SERVING;
    }

    /** The same, and whether it is about to. */
    public static Answer ask(int port) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(LIMIT_MS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MS);
            socket.getOutputStream().write(PING);
            byte[] answer = socket.getInputStream().readNBytes(PONG.length());
            return switch (new String(answer, StandardCharsets.US_ASCII)) {
                case PONG -> Answer.SERVING;
                case LOADING -> Answer.LOADING;
                default -> Answer.NONE;
            };
        } catch (IOException e) {
            return Answer.NONE;
        }
    }
}
