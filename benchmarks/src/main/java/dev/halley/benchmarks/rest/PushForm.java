package dev.halley.benchmarks.rest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * How a push to one target is written as a request.
 *
 * @param path with its query
 * @param contentType of the body
 * @param before what stands in the body before the payload
 * @param after what stands behind it
 * @param base64 whether the payload is text in the body
 */
public record PushForm(
        String path, String contentType, String before, String after, boolean base64) {

    private static final int GROUP_BYTES = 3;
    private static final int GROUP_CHARACTERS = 4;

    /** A body that is the payload, as goim's routes take it. */
    public static PushForm plain(String path) {
        return new PushForm(path, "application/octet-stream", "", "", false);
    }

    /** A publication over Centrifugo's HTTP API. */
    public static PushForm centrifugo(String channel) {
        return new PushForm(
                "/api/publish",
                "application/json",
                "{\"channel\":\"%s\",\"b64data\":\"".formatted(channel),
                "\"}",
                true);
    }

    /** Bytes of a payload as it stands in the body. */
    int written(int payloadBytes) {
        return base64
                ? (payloadBytes + GROUP_BYTES - 1) / GROUP_BYTES * GROUP_CHARACTERS
                : payloadBytes;
    }

    /** Writes a payload as it stands in the body. */
    byte[] written(byte[] payload) {
        return base64 ? Base64.getEncoder().encode(payload) : payload;
    }

    /** The request up to the payload. */
    byte[] head(String host, int payloadBytes) {
        int length = before.length() + written(payloadBytes) + after.length();
        return "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(path, host, contentType, length, before)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The request behind the payload. */
    byte[] tail() {
        return after.getBytes(StandardCharsets.US_ASCII);
    }
}
