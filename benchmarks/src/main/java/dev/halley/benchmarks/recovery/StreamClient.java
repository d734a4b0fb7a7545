package dev.halley.benchmarks.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.halley.benchmarks.audit.Troubles;
import dev.halley.benchmarks.recovery.StreamPosition.Step;
import dev.halley.wire.Operation;
import java.io.IOException;
import java.util.Locale;

/**
 * One session's side of protocol version 2, over all its connections: asks for what it missed, takes
 * what the server says of its stream, and drops what it has. Time is handed in; not for several
 * threads.
 */
public final class StreamClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long NEVER = -1;

    private final String stream;
    private final StreamAudit audit;
    private final RecoveryCounts counts;
    private final Troubles troubles;
    private final StreamPosition position = new StreamPosition();

    private long dialledNanos;
    private long onlineNanos;
    private boolean back;
    private long recoverTo = NEVER;
    private long moveAfterMs = NEVER;

    /**
     * A client that was never online.
     *
     * @param stream its user's or its room's
     * @param troubles takes what the server said was wrong
     */
    public StreamClient(
            String stream, StreamAudit audit, RecoveryCounts counts, Troubles troubles) {
        this.stream = stream;
        this.audit = audit;
        this.counts = counts;
        this.troubles = troubles;
    }

    /** What it was handed. */
    public StreamAudit audit() {
        return audit;
    }

    /** A connection of it is being made. */
    public void dialled(long nanos) {
        dialledNanos = nanos;
        recoverTo = NEVER;
        moveAfterMs = NEVER;
    }

    /** The part of AUTH that asks for what was missed; empty at first. */
    public String recover() {
        return position.known()
                ? ",\"recover\":[{\"stream\":\"%s\",\"epoch\":%d,\"offset\":\"%d\"}]"
                        .formatted(stream, position.epoch(), position.offset())
                : "";
    }

    /** The reply to AUTH. */
    public void authReply(byte[] body, long nowNanos) {
        back = audit.wasOnline();
        onlineNanos = nowNanos;
        if (back) {
            counts.back(nowNanos);
        }
        JsonNode place = place(body);
        int epoch = place.path("epoch").asInt();
        long offset = place.path("offset").asLong();
        if (back && place.path("recovered").asBoolean()) {
            counts.recoveryBegan();
            recoverTo = offset;
            caughtUp(nowNanos);
            return;
        }
        if (back) {
            counts.recoveryFailed();
            audit.told(nowNanos);
        }
        if (epoch > 0) {
            position.become(epoch, offset);
        } else {
            troubles.note("a reply to AUTH without a place in the session's stream");
        }
    }

    /** Whether a message at this place is handed on; offset 0 is none. */
    public boolean admits(int epoch, long offset, long nowNanos) {
        if (offset == 0) {
            return true;
        }
        Step step = position.message(epoch, offset);
        counts.step(step);
        if (step == Step.HOLE) {
            troubles.note("offsets passed over without a word");
        }
        caughtUp(nowNanos);
        return step != Step.STALE;
    }

    /** A message was handed on for the first time. */
    public void delivered(long dueNanos, long nowNanos) {
        if (!back) {
            return;
        }
        if (dueNanos - onlineNanos < 0) {
            counts.recoveredMessage();
        } else {
            counts.live(nowNanos - dueNanos);
        }
    }

    /** Takes what the server says beside messages and the reply to AUTH. */
    public void said(int operation, byte[] body, long nowNanos) {
        JsonNode json = json(body);
        boolean ours = stream.equals(json.path("stream").asText());
        switch (operation) {
            case Operation.GAP -> {
                if (ours) {
                    counts.gap();
                    audit.told(nowNanos);
                    position.become(json.path("epoch").asInt(), json.path("to").asLong());
                    caughtUp(nowNanos);
                }
            }
            case Operation.POSITION -> {
                if (ours) {
                    moved(json.path("epoch").asInt(), json.path("offset").asLong());
                }
            }
            case Operation.RECONNECT -> moveAfterMs = json.path("delay_ms").asLong();
            case Operation.ERROR, Operation.DISCONNECT ->
                    troubles.note(
                            "%s %s"
                                    .formatted(
                                            operation == Operation.ERROR ? "error" : "disconnect",
                                            json.path("code").asText().toLowerCase(Locale.ROOT)));
            default -> {
                // Replies to what this client does not send.
            }
        }
    }

    /** Whether the server has asked it to move; the delay in milliseconds, once, else -1. */
    public long takeMove() {
        long taken = moveAfterMs;
        moveAfterMs = NEVER;
        return taken;
    }

    // Everything in the stream is meant for this session, so nothing invisible can have moved it.
    private void moved(int epoch, long offset) {
        if (epoch == position.epoch() && offset <= position.offset()) {
            return;
        }
        if (position.known()) {
            counts.step(Step.HOLE);
            troubles.note("a position beyond what came");
        }
        position.become(epoch, offset);
    }

    private void caughtUp(long nowNanos) {
        if (recoverTo != NEVER && position.offset() >= recoverTo) {
            recoverTo = NEVER;
            counts.recoveryEnded(nowNanos - dialledNanos, nowNanos);
        }
    }

    private JsonNode place(byte[] body) {
        for (JsonNode place : json(body).path("recovered")) {
            if (stream.equals(place.path("stream").asText())) {
                return place;
            }
        }
        return JSON.createObjectNode();
    }

    private JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            troubles.note("a body that is no JSON");
            return JSON.createObjectNode();
        }
    }
}
