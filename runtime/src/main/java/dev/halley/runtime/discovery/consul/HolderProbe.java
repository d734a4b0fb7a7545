package dev.halley.runtime.discovery.consul;

import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks at a node's management endpoint whether it is the instance that Consul has. */
final class HolderProbe {
    private static final int MAX_BYTES = 64 * 1024;

    private final Duration limit;

    HolderProbe(Duration limit) {
        this.limit = limit;
    }

    /** Whether a process there says it is this very instance. Blocks, at most twice the limit. */
    boolean answersAs(NodeAddress node) {
        String port = node.metadata().get(NodeMetadata.MANAGEMENT_PORT);
        String instance = node.metadata().get(NodeMetadata.INSTANCE);
        return port != null && instance != null && info(node, port).contains('"' + instance + '"');
    }

    private String info(NodeAddress node, String port) {
        String host = node.host().indexOf(':') >= 0 ? "[" + node.host() + "]" : node.host();
        try {
            URI uri = URI.create("http://" + host + ":" + port + "/info");
            HttpURLConnection call = (HttpURLConnection) uri.toURL().openConnection();
            call.setConnectTimeout((int) limit.toMillis());
            call.setReadTimeout((int) limit.toMillis());
            try (InputStream body = call.getInputStream()) {
                return new String(body.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
            } finally {
                call.disconnect();
            }
        } catch (IOException | IllegalArgumentException e) {
            return "";
        }
    }
}
