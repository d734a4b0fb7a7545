package dev.halley.embedded.consul;

import dev.halley.embedded.LoopbackPort;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks a Consul agent whether it has a leader and has registered itself. */
public final class ConsulPing {
    private static final int LIMIT_MS = 1_000;

    private ConsulPing() {}

    /** Whether it does; blocks a second at most each for connection and answer. */
    public static boolean answers(int port, Optional<String> token) {
        try {
            URI uri =
                    URI.create(
                            "http://%s:%d/v1/catalog/nodes?consistent"
                                    .formatted(LoopbackPort.HOST, port));
            HttpURLConnection call = (HttpURLConnection) uri.toURL().openConnection();
            call.setConnectTimeout(LIMIT_MS);
            call.setReadTimeout(LIMIT_MS);
            token.ifPresent(text -> call.setRequestProperty("X-Consul-Token", text));
            try (InputStream body = call.getInputStream()) {
                String nodes = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                return nodes.contains("\"Node\"");
            } finally {
                call.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
