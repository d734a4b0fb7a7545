package dev.halley.benchmarks.rest;

import dev.halley.benchmarks.audit.Stamp;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/** Renders pushes as HTTP requests to goim's routes. */
public final class PushRequests {

    private static final int LONGEST_HEAD = 512;

    private final byte[][] heads;
    private final IntFunction<String> routes;
    private final String host;
    private final int payloadBytes;

    /**
     * Renders nothing yet.
     *
     * @param server goes into the Host header
     * @param targets number of targets
     * @param routes path and query to push to a target
     * @param payloadBytes size of every payload, at least {@link Stamp#BYTES}
     */
    public PushRequests(
            InetSocketAddress server, int targets, IntFunction<String> routes, int payloadBytes) {
        this.heads = new byte[targets][];
        this.routes = routes;
        this.host = server.getHostString() + ":" + server.getPort();
        this.payloadBytes = payloadBytes;
    }

    /** Bytes that any of the requests fits in. */
    int longest() {
        return LONGEST_HEAD + payloadBytes;
    }

    /** Writes a request into the buffer. Callers share the heads; two may render the same once. */
    void render(Stamp stamp, ByteBuffer out) {
        byte[] head = heads[stamp.target()];
        if (head == null) {
            head = head(stamp.target());
            heads[stamp.target()] = head;
        }
        out.clear();
        out.put(head);
        stamp.write(out);
        out.position(head.length + payloadBytes);
        out.flip();
    }

    private byte[] head(int target) {
        return ("POST "
                        + routes.apply(target)
                        + " HTTP/1.1\r\nHost: "
                        + host
                        + "\r\nContent-Type: application/octet-stream\r\nContent-Length: "
                        + payloadBytes
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
