package dev.halley.sdk.link;

import static java.util.Objects.requireNonNull;

/** One frame that arrived. */
public final class Frame {

    private final int operation;
    private final int sequence;
    private final byte[] body;

    Frame(int operation, int sequence, byte[] body) {
        this.operation = operation;
        this.sequence = sequence;
        this.body = requireNonNull(body, "body");
    }

    /** The operation. */
    public int operation() {
        return operation;
    }

    /** The sequence: of the request in a reply, 0 in a push. */
    public int sequence() {
        return sequence;
    }

    /** The body; not a copy. */
    public byte[] body() {
        return body;
    }
}
