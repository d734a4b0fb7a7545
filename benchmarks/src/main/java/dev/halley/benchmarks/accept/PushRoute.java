package dev.halley.benchmarks.accept;

import dev.halley.benchmarks.client.RunNames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** The route of REST that is pushed to. */
public enum PushRoute {
    /** A room, by goim's {@code /goim/push/room}. */
    ROOM,
    /** A user, by goim's {@code /goim/push/mids}. */
    MIDS,
    /** A user, by Halley's own {@code /v1/push}. */
    USER;

    /**
     * Takes a name in any case.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static PushRoute of(String name) {
        for (PushRoute route : values()) {
            if (route.name().equals(name.toUpperCase(Locale.ROOT))) {
                return route;
            }
        }
        throw new IllegalArgumentException("target: " + name + " (expected: room, user or mids)");
    }

    /**
     * A whole request.
     *
     * @param host goes into the Host header
     * @param target index of the room or user
     */
    byte[] request(String host, RunNames names, int target, int operation, byte[] payload) {
        return switch (this) {
            case ROOM ->
                    request(
                            "/goim/push/room?operation=%d&type=bench&room=%s"
                                    .formatted(operation, names.room(target)),
                            host,
                            "application/octet-stream",
                            payload);
            case MIDS ->
                    request(
                            "/goim/push/mids?operation=%d&mids=%d"
                                    .formatted(operation, names.mid(target)),
                            host,
                            "application/octet-stream",
                            payload);
            case USER ->
                    request(
                            "/v1/push",
                            host,
                            "application/json",
                            json(names.mid(target), operation, payload));
        };
    }

    private static byte[] json(long user, int operation, byte[] payload) {
        String base64 = Base64.getEncoder().encodeToString(payload);
        return "{\"operation\":%d,\"users\":[\"%d\"],\"payload_base64\":\"%s\"}"
                .formatted(operation, user, base64)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] request(String path, String host, String type, byte[] body) {
        byte[] head =
                "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(path, host, type, body.length)
                        .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + body.length).put(head).put(body).array();
    }
}
