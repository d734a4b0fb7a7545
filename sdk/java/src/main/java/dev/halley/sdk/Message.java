package dev.halley.sdk;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;

/** A message pushed to this session. */
public final class Message {

    private final int operation;
    private final byte[] body;

    /** As it came; the body is not copied. */
    public Message(int operation, byte[] body) {
        this.operation = operation;
        this.body = requireNonNull(body, "body");
    }

    /** The operation the push was made with. */
    public int operation() {
        return operation;
    }

    /** The payload, byte for byte; not a copy, and nobody else keeps it. */
    public byte[] body() {
        return body;
    }

    /** The payload read as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Message[operation=" + operation + ", bytes=" + body.length + "]";
    }
}
