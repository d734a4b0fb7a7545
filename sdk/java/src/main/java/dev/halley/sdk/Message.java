package dev.halley.sdk;

import static java.util.Objects.requireNonNull;

import dev.halley.sdk.positions.StreamPosition;
import dev.halley.wire.FrameExtension;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A message pushed to this session. */
public final class Message {

    private static final FrameExtension NO_PLACE = new FrameExtension(0, 0, 0, "");

    private final int operation;
    private final byte[] body;
    private final FrameExtension place;

    /** As version 1 brings it; the body is not copied. */
    public Message(int operation, byte[] body) {
        this(operation, body, NO_PLACE);
    }

    /** As version 2 brings it; the body is not copied. */
    public Message(int operation, byte[] body, FrameExtension place) {
        this.operation = operation;
        this.body = requireNonNull(body, "body");
        this.place = requireNonNull(place, "place");
    }

    /** The push's id; 0 in version 1. */
    public long id() {
        return place.messageId();
    }

    /** {@code user:<user>} or {@code room:<type>://<id>}; empty for a message without a stream. */
    public String stream() {
        return place.stream();
    }

    /** Where in its stream it stands; empty for a message without a stream. */
    public Optional<StreamPosition> position() {
        return place.offset() > 0 && place.epoch() > 0
                ? Optional.of(new StreamPosition(place.epoch(), place.offset()))
                : Optional.empty();
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
