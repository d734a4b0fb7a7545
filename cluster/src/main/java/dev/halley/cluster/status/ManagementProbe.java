package dev.halley.cluster.status;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Asks a node's management endpoint how the node is. */
final class ManagementProbe {
    private static final int LIMIT_MS = 1_000;
    private static final String DRAINING = "draining";
    private static final String RUNNING = "running";

    private ManagementProbe() {}

    /**
     * What it says.
     *
     * @param state how the node is
     * @param why why it is not ready
     */
    record Seen(NodeState state, String why) {}

    static Seen look(int port) {
        Answer ready = ask(port, "/readyz");
        if (ready.status() == 200) {
            return new Seen(NodeState.READY, "");
        }
        String why = ready.body().lines().collect(Collectors.joining("; "));
        String life = ask(port, "/livez").body().strip();
        return switch (life) {
            case DRAINING -> new Seen(NodeState.STOPPING, why);
            case RUNNING -> new Seen(NodeState.RUNNING, why);
            default -> new Seen(NodeState.STARTING, why);
        };
    }

    private static Answer ask(int port, String path) {
        try {
            URI uri = URI.create("http://127.0.0.1:" + port + path);
            HttpURLConnection call = (HttpURLConnection) uri.toURL().openConnection();
            call.setConnectTimeout(LIMIT_MS);
            call.setReadTimeout(LIMIT_MS);
            try {
                int status = call.getResponseCode();
                return new Answer(status, body(call, status));
            } finally {
                call.disconnect();
            }
        } catch (IOException e) {
            return new Answer(0, "");
        }
    }

    private static String body(HttpURLConnection call, int status) throws IOException {
        try (InputStream body = status < 400 ? call.getInputStream() : call.getErrorStream()) {
            return body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private record Answer(int status, String body) {}
}
