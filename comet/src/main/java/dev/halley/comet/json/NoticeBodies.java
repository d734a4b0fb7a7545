package dev.halley.comet.json;

import dev.halley.wire.CloseReason;
import java.util.List;

/** Writes bodies of what a client is told without having asked, as UTF-8. */
public final class NoticeBodies {
    /** How long a client that is to come back waits at least, unless there is no hurry to avoid. */
    private static final int COME_BACK_MS = 1000;

    private NoticeBodies() {}

    /** Messages that the session will not get, both ends included. */
    public static byte[] gap(String stream, int epoch, long from, long to) {
        return JsonText.object(
                json -> {
                    json.writeStringField("stream", stream);
                    json.writeNumberField("epoch", epoch);
                    ReplyBodies.writeLong(json, "from", from);
                    ReplyBodies.writeLong(json, "to", to);
                });
    }

    /** A stream has moved to here. */
    public static byte[] position(String stream, int epoch, long offset) {
        AskedStream place = new AskedStream(stream, epoch, offset);
        return JsonText.object(json -> ReplyBodies.writePlace(json, place));
    }

    /**
     * The client is to go to another node.
     *
     * @param nodes as {@code host:port}; may be empty
     */
    public static byte[] reconnect(long delayMs, List<String> nodes) {
        return JsonText.object(
                json -> {
                    json.writeNumberField("delay_ms", delayMs);
                    json.writeArrayFieldStart("nodes");
                    for (String node : nodes) {
                        json.writeString(node);
                    }
                    json.writeEndArray();
                });
    }

    /** A request was refused. */
    public static byte[] error(RefusedRequestException refusal, int operation, int sequence) {
        String message = String.valueOf(refusal.getMessage());
        return JsonText.object(
                json -> {
                    json.writeStringField("code", refusal.code().name());
                    json.writeStringField("message", message);
                    json.writeNumberField("op", operation);
                    json.writeNumberField("seq", sequence);
                });
    }

    /** The connection closes next. */
    public static byte[] disconnect(CloseReason reason) {
        boolean hurry = reason == CloseReason.DRAINING || !reason.reconnect();
        return JsonText.object(
                json -> {
                    json.writeNumberField("code", reason.webSocketCode());
                    json.writeStringField("reason", reason.name());
                    json.writeBooleanField("reconnect", reason.reconnect());
                    json.writeNumberField("delay_ms", hurry ? 0 : COME_BACK_MS);
                });
    }
}
