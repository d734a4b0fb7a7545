package dev.halley.sdk.link;

import static java.util.Objects.requireNonNull;

import dev.halley.wire.FrameExtension;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One frame that arrived. */
public final class Frame {

    private final int operation;
    private final int sequence;
    private final byte[] body;
    private final @Nullable FrameExtension extension;

    Frame(int operation, int sequence, byte[] body, @Nullable FrameExtension extension) {
        this.operation = operation;
        this.sequence = sequence;
        this.body = requireNonNull(body, "body");
        this.extension = extension;
    }

    /** What a message of version 2 carries in its header; empty for every other frame. */
    public Optional<FrameExtension> extension() {
        return Optional.ofNullable(extension);
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
