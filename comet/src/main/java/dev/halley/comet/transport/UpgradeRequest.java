package dev.halley.comet.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request without a body, as the opening handshake of RFC 6455 is one.
 *
 * @param path without its query
 * @param headers by lower-case name; several of one name are joined by a comma
 */
record UpgradeRequest(String path, Map<String, String> headers) {
    private static final int MAX_HEADERS = 100;

    /**
     * Reads a request head.
     *
     * @param head all of it, without the empty line that ends it
     * @return empty when it is not one: another method, another protocol, a broken header
     */
    static Optional<UpgradeRequest> parse(ByteBuf head) {
        String[] lines = head.toString(ISO_8859_1).split("\r\n", -1);
        String[] request = lines[0].split(" ", -1);
        boolean get = request.length == 3 && request[0].equals("GET");
        if (!get || !request[2].equals("HTTP/1.1") || lines.length > MAX_HEADERS) {
            return Optional.empty();
        }
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon <= 0) {
                return Optional.empty();
            }
            String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
            String value = lines[i].substring(colon + 1).trim();
            headers.merge(name, value, (before, more) -> before + "," + more);
        }
        return Optional.of(new UpgradeRequest(pathOf(request[1]), headers));
    }

    private static String pathOf(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Whether it asks for WebSocket, version 13. */
    boolean asksForWebSocket() {
        return has("upgrade", "websocket")
                && has("connection", "upgrade")
                && header("sec-websocket-version").equals("13")
                && header("sec-websocket-key").length() == 24;
    }

    /** Whether the client would speak this subprotocol. */
    boolean offers(String subprotocol) {
        return has("sec-websocket-protocol", subprotocol);
    }

    /** The value of a header; empty without it. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    private boolean has(String name, String token) {
        for (String part : header(name).split(",", -1)) {
            if (part.trim().equalsIgnoreCase(token)) {
                return true;
            }
        }
        return false;
    }
}
