package dev.halley.logic.http.v1;

import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.http.request.Shorten;
import java.io.IOException;
import java.util.List;

/** Reads the bodies of {@code POST /v1/push} and {@code POST /v1/push/batch}. */
final class PushJson {
    /** Pushes in one batch. */
    static final int MAX_BATCH = 1000;

    private static final int MAX_RECEIVERS = 10_000;
    // Each room is a record of its own with the whole payload in it.
    private static final int MAX_ROOMS = 1000;
    private static final int MAX_TTL_S = 30 * 24 * 3600;

    private PushJson() {}

    /**
     * One push.
     *
     * @throws InvalidPushException if a field is missing, wrong, unknown, or there twice
     * @throws IOException a {@link com.fasterxml.jackson.core.JsonProcessingException} if it is not
     *     JSON
     */
    static PushDraft push(Slice body) throws IOException {
        PushDraft draft = new PushDraft();
        try (JsonReader reader = new JsonReader(body)) {
            while (reader.nextField()) {
                read(draft, reader.name(), reader);
            }
        }
        return draft;
    }

    private static void read(PushDraft draft, String name, JsonReader reader) throws IOException {
        switch (name) {
            case "operation" -> draft.operation(reader.number(name, 0, Integer.MAX_VALUE));
            case "payload" -> draft.payload(name, reader.raw().copy());
            case "payload_base64" -> draft.payload(name, reader.base64(name));
            case "ttl_s" -> draft.ttlSeconds(reader.number(name, 0, MAX_TTL_S));
            case "speed" -> draft.speed(reader.number(name, 0, Integer.MAX_VALUE));
            case "idempotency_key" -> draft.idempotencyKey(reader.text(name));
            case "keys" -> draft.keys(reader.texts(name, MAX_RECEIVERS));
            case "users" -> draft.users(reader.texts(name, MAX_RECEIVERS));
            case "rooms" -> draft.rooms(reader.texts(name, MAX_ROOMS));
            case "room" -> draft.room(reader.text(name));
            case "all" -> {
                reader.mustBeTrue(name);
                draft.everyone();
            }
            default ->
                    throw new InvalidPushException(
                            Shorten.text(name), "unknown", "a field of a push");
        }
    }

    /**
     * The pushes of a batch, each still to be read.
     *
     * @throws InvalidPushException if there are none, or too many, or another field
     * @throws IOException as {@link #push}
     */
    static List<Slice> batch(Slice body) throws IOException {
        List<Slice> pushes = List.of();
        try (JsonReader reader = new JsonReader(body)) {
            while (reader.nextField()) {
                String name = reader.name();
                if (!name.equals("pushes")) {
                    throw new InvalidPushException(Shorten.text(name), "unknown", "pushes");
                }
                pushes = reader.elements(name, MAX_BATCH);
            }
        }
        if (pushes.isEmpty()) {
            throw new InvalidPushException("pushes", "missing", "an array of pushes");
        }
        return pushes;
    }
}
