package dev.halley.benchmarks.rest;

import dev.halley.benchmarks.audit.Stamp;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;

/** Renders pushes as HTTP requests. */
public final class PushRequests {

    private static final int LONGEST_FRAME = 512;

    private final Rendered[] rendered;
    private final IntFunction<PushForm> forms;
    private final String host;
    private final int payloadBytes;

    /** A request to one target, but for the payload. */
    private static final class Rendered {
        final PushForm form;
        final byte[] head;
        final byte[] tail;

        Rendered(PushForm form, String host, int payloadBytes) {
            this.form = form;
            this.head = form.head(host, payloadBytes);
            this.tail = form.tail();
        }
    }

    /**
     * Renders nothing yet.
     *
     * @param server goes into the Host header
     * @param targets number of targets
     * @param forms how a push to a target looks
     * @param payloadBytes size of every payload, at least {@link Stamp#BYTES}
     */
    public PushRequests(
            InetSocketAddress server, int targets, IntFunction<PushForm> forms, int payloadBytes) {
        this.rendered = new Rendered[targets];
        this.forms = forms;
        this.host = server.getHostString() + ":" + server.getPort();
        this.payloadBytes = payloadBytes;
    }

    /** Bytes that any of the requests fits in. */
    int longest() {
        return LONGEST_FRAME + 2 * payloadBytes;
    }

    /** Writes a request into the buffer. Callers share the heads; two may render the same once. */
    void render(Stamp stamp, ByteBuffer out) {
        Rendered around = rendered[stamp.target()];
        if (around == null) {
            around = new Rendered(forms.apply(stamp.target()), host, payloadBytes);
            rendered[stamp.target()] = around;
        }
        ByteBuffer payload = ByteBuffer.allocate(payloadBytes);
        stamp.write(payload);
        out.clear();
        out.put(around.head).put(around.form.written(payload.array())).put(around.tail);
        out.flip();
    }
}
