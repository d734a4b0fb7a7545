package dev.halley.comet.rpc;

import io.grpc.Status;
import java.util.Locale;

/** Why comet ends a job's stream. */
enum StreamEnd {
    /** The job has attached again. */
    SUPERSEDED(Status.ABORTED.withDescription("the job has attached again")),
    /** It held up joins for too long. */
    INTEREST_LATE(Status.DEADLINE_EXCEEDED.withDescription("interest was not answered in time")),
    /** It broke the protocol of the stream. */
    PROTOCOL(Status.INVALID_ARGUMENT),
    /** Parts of one record went past the bound. */
    PARTS_TOO_LARGE(Status.RESOURCE_EXHAUSTED.withDescription("parts of one record too large")),
    /** One of its frames made this comet fail. */
    FAILED(Status.INTERNAL.withDescription("a frame was not dealt with"));

    @SuppressWarnings("ImmutableEnumChecker") // a Status never changes
    private final Status status;

    StreamEnd(Status status) {
        this.status = status;
    }

    Status status() {
        return status;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
